package org.folkmoot.audit.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelManifestTest {
    @TempDir
    private Path folder;

    @Test
    void namesAllFilesInOrder() throws IOException {
        Files.createDirectory(folder.resolve("b"));
        Files.writeString(folder.resolve("b").resolve("c"), "1");
        Files.writeString(folder.resolve("a"), "2");

        assertThat(ModelManifest.of(folder).resources())
                .extracting(ModelManifest.Resource::name)
                .containsExactly("a", "b/c");
    }

    @Test
    void signsNothingThatACrashLeftBehind() throws IOException {
        Files.writeString(folder.resolve("parameters.bin"), "1");
        Path leftover = Files.writeString(folder.resolve("parameters.bin.12-1.tmp"), "2");

        assertThatThrownBy(() -> ModelManifest.of(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(leftover.toString());
    }

    @Test
    void signsNoLinks() throws IOException {
        Files.writeString(folder.resolve("a"), "1");
        Files.createSymbolicLink(folder.resolve("b"), folder.resolve("a"));

        assertThatThrownBy(() -> ModelManifest.of(folder)).isInstanceOf(IOException.class);
    }
}
