package org.folkmoot.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunFolderTest {
    @TempDir
    Path folder;

    @Test
    void deletesWhatAnEarlierRunLeft() throws IOException {
        RunFolder earlier = RunFolder.fresh(folder.resolve("run"));
        Files.createDirectories(earlier.ledger().resolve("log"));
        Files.writeString(earlier.ledger().resolve("log/checkpoint"), "old");

        RunFolder fresh = RunFolder.fresh(folder.resolve("run"));

        assertThat(fresh.ledger()).doesNotExist();
    }

    @Test
    void takesAnEmptyFolder() throws IOException {
        assertThat(RunFolder.fresh(folder).path()).isEqualTo(folder);
    }

    @Test
    void refusesAFolderThatNoExampleMade() throws IOException {
        Path letter = Files.writeString(
                Files.createDirectories(folder.resolve("ledger")).resolve("letter"), "dear");

        assertThatThrownBy(() -> RunFolder.fresh(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("[ledger]");

        assertThat(letter).hasContent("dear");
    }

    @Test
    void refusesARunFolderThatSomebodyPutSomethingInto() throws IOException {
        RunFolder run = RunFolder.fresh(folder.resolve("run"));
        Path thesis = Files.writeString(run.path().resolve("thesis.tex"), "three years");

        assertThatThrownBy(() -> RunFolder.fresh(run.path())).isInstanceOf(IOException.class);

        assertThat(thesis).hasContent("three years");
    }

    @Test
    void refusesAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "text");

        assertThatThrownBy(() -> RunFolder.fresh(file)).isInstanceOf(IOException.class);
    }

    @Test
    void doesNotFollowLinksWhenItDeletes() throws IOException {
        Path far =
                Files.writeString(Files.createDirectories(folder.resolve("far")).resolve("kept"), "kept");
        RunFolder run = RunFolder.fresh(folder.resolve("run"));
        Files.createSymbolicLink(run.ledger(), folder.resolve("far"));

        RunFolder.fresh(run.path());

        assertThat(far).hasContent("kept");
    }
}
