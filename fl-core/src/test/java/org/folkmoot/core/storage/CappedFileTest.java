package org.folkmoot.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CappedFileTest {
    @TempDir
    private Path folder;

    @Test
    void readsUpToTheCap() throws Exception {
        Path file = Files.write(folder.resolve("file"), new byte[] {1, 2, 3});

        assertThat(CappedFile.read(file, 3)).containsExactly(1, 2, 3);
        assertThatExceptionOfType(FileTooLargeException.class)
                .isThrownBy(() -> CappedFile.read(file, 2))
                .withMessage("3 bytes (expected: <= 2)");
    }

    @Test
    void doesNotReadWhatIsTooLarge() throws Exception {
        Path file = folder.resolve("sparse");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 40);
        }

        assertThatExceptionOfType(FileTooLargeException.class).isThrownBy(() -> CappedFile.read(file, 100));
    }

    @Test
    void refusesWhatIsNoRegularFile() throws Exception {
        Path file = Files.write(folder.resolve("file"), new byte[] {1});
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);

        assertThat(CappedFile.read(link, 1)).containsExactly(1);
        assertThatIOException()
                .isThrownBy(() -> CappedFile.read(link, 1, LinkOption.NOFOLLOW_LINKS))
                .withMessageContaining("no regular file");
        assertThatIOException().isThrownBy(() -> CappedFile.read(folder, 1 << 20));
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> CappedFile.read(folder.resolve("nowhere"), 1));
    }
}
