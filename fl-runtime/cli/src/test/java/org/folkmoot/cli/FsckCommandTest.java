package org.folkmoot.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.folkmoot.cli.Ran.folkmoot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.folkmoot.audit.proof.FailureKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FsckCommandTest {
    @TempDir
    private Path folder;

    private RealRun run;

    @BeforeEach
    void runTheFederation() throws IOException {
        run = RealRun.in(folder.resolve("run"), 2);
    }

    @Test
    void findsAWholeLedgerWhole() {
        Ran ran = folkmoot("fsck", run.folder(), "--replay");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("✓ whole: 5 leaves").contains("2 rounds computed again");
    }

    @Test
    void makesTilesAgainThatAreGone() throws IOException {
        Files.delete(run.leaves());

        assertThat(folkmoot("fsck", run.folder()).exitCode()).isZero();
        assertThat(folkmoot("verify", run.folder(), "--log-key", run.logKey()).exitCode())
                .isZero();
    }

    @Test
    void findsAChangedJournal() throws IOException {
        RealRun.tamper(run.folder().resolve("ledger/leaves.journal"));

        assertThat(folkmoot("fsck", run.folder()).exitCode()).isEqualTo(FailureKind.LOG_TAMPERED.exitCode());
    }

    @Test
    void findsAChangedInput() throws IOException {
        RealRun.tamper(run.anInput());

        assertThat(folkmoot("fsck", run.folder()).exitCode()).isNotZero();
    }

    @Test
    void needsTheLedgerOfACoordinator() throws IOException {
        assertThat(folkmoot("fsck", folder.resolve("nothing")).exitCode()).isEqualTo(ExitCodes.USAGE);
        try (Stream<Path> files = Files.list(run.folder().resolve("ledger"))) {
            assertThat(files).isNotEmpty();
        }
    }
}
