package org.folkmoot.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFilesTest {
    @TempDir
    Path folder;

    @Test
    void makesAndReplacesAFileAndLeavesNothingElse() throws IOException {
        Path file = folder.resolve("state");

        DurableFiles.write(file, new byte[] {1, 2, 3});
        DurableFiles.write(file, new byte[] {4});

        assertThat(Files.readAllBytes(file)).containsExactly(4);
        assertThat(entries()).containsExactly(file);
    }

    @Test
    void aFailedWriteLeavesTheOldContentAndNothingElse() throws IOException {
        Path file = folder.resolve("state");
        DurableFiles.write(file, new byte[] {1});

        assertThatThrownBy(() -> DurableFiles.replace(file, channel -> {
                    throw new IOException("disk full");
                }))
                .hasMessage("disk full");

        assertThat(Files.readAllBytes(file)).containsExactly(1);
        assertThat(entries()).containsExactly(file);
    }

    @Test
    void doesNotMakeFolders() {
        Path file = folder.resolve("absent").resolve("state");

        assertThatThrownBy(() -> DurableFiles.write(file, new byte[0])).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void forcesAFolder() throws IOException {
        DurableFiles.forceFolder(folder);

        assertThatThrownBy(() -> DurableFiles.forceFolder(folder.resolve("absent")))
                .isInstanceOf(IOException.class);
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }
}
