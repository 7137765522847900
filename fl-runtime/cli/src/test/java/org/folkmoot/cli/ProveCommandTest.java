package org.folkmoot.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.folkmoot.cli.Ran.folkmoot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.core.json.MalformedJsonException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProveCommandTest {
    @TempDir
    private static Path shared;

    private static RealRun pristine;

    @TempDir
    private Path folder;

    @BeforeAll
    static void runTheFederation() throws IOException {
        pristine = RealRun.in(shared.resolve("run"), 2);
    }

    @Test
    void writesAProofThatVerifiesWithoutTheLog() throws MalformedJsonException {
        Path proof = folder.resolve("round-2.tlog-proof");
        assertThat(folkmoot("prove", pristine.folder(), 2, "-o", proof).exitCode())
                .isZero();
        Ran ran = folkmoot("verify", proof, "--log-key", pristine.logKey(), "--format", "json");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.data().string("trust")).isEqualTo("log-key");
        assertThat(ran.err()).contains("round 2").contains(pristine.model().hex());
    }

    @Test
    void provesARoundOfABareLog() {
        Path proof = folder.resolve("round-1.tlog-proof");
        assertThat(folkmoot("prove", pristine.log(), 1, "-o", proof).exitCode()).isZero();
        assertThat(folkmoot("verify", proof, "--log-key", pristine.logKey()).exitCode())
                .isZero();
    }

    @Test
    void provesOfSeveralAttemptsTheCommittedOne() throws IOException {
        Iterator<Optional<String>> objections =
                List.of(Optional.of("not yet"), Optional.<String>empty()).iterator();
        RealRun run = RealRun.in(folder.resolve("run"), 1, (before, after, measured) -> objections.next());
        Path proof = folder.resolve("round-1.tlog-proof");
        assertThat(folkmoot("prove", run.log(), 1, "-o", proof).exitCode()).isZero();
        assertThat(folkmoot("verify", proof, "--log-key", run.logKey()).out())
                .contains("round 1, attempt 2")
                .contains("committed");
        assertThat(folkmoot("log", "show", run.log()).out()).contains("1.1").contains("abandoned");
    }

    @Test
    void aTamperedProofDoesNotVerify() throws IOException {
        Path proof = folder.resolve("round-2.tlog-proof");
        folkmoot("prove", pristine.folder(), 2, "-o", proof);
        String text = Files.readString(proof);
        Files.writeString(proof, text.replace("\nindex ", "\nindex 1"));
        assertThat(folkmoot("verify", proof, "--log-key", pristine.logKey()).exitCode())
                .isEqualTo(FailureKind.LOG_TAMPERED.exitCode());
    }

    @Test
    void writesNothingForARoundThatTheLogLacks() {
        Path proof = folder.resolve("p");
        Ran ran = folkmoot("prove", pristine.folder(), 9, "-o", proof);
        assertThat(ran.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(ran.err()).contains("ROUND: 9 (expected: 1 to 2");
        assertThat(proof).doesNotExist();
    }

    @Test
    void writesNothingFromATamperedLog() throws IOException {
        RealRun run = pristine.copyTo(folder.resolve("run"));
        RealRun.tamper(run.leaves());
        Path proof = folder.resolve("p");
        Ran ran = folkmoot("prove", run.folder(), 1, "-o", proof);
        assertThat(ran.exitCode()).isIn(FailureKind.LOG_TAMPERED.exitCode(), FailureKind.MALFORMED.exitCode());
        assertThat(proof).doesNotExist();
    }
}
