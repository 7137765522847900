package org.folkmoot.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.folkmoot.cli.Ran.folkmoot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.audit.key.EcdsaP256Key;
import org.folkmoot.audit.leaf.CharterLeaf;
import org.folkmoot.audit.leaf.LeafCodec;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.audit.proof.ProofFile;
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
    void aSingleProofIsHeldAgainstTheCoordinatorsKey() throws Exception {
        Path charter = folder.resolve("charter.tlog-proof");
        Path proof = folder.resolve("round-1.tlog-proof");
        folkmoot("prove", pristine.folder(), 0, "-o", charter);
        folkmoot("prove", pristine.folder(), 1, "-o", proof);
        String key = ((CharterLeaf) LeafCodec.parseUnverified(ProofFile.parse(Bytes.of(Files.readAllBytes(charter)))
                        .leaf()
                        .orElseThrow()))
                .coordinatorKey()
                .hex();
        Path keyFile = Files.writeString(folder.resolve("coordinator.key"), key + "\n");
        String other =
                EcdsaP256Key.fromScalar(Digest.sha256().bytes()).publicKey().hex();

        Ran without = folkmoot("verify", proof, "--log-key", pristine.logKey());
        Ran byCharter = folkmoot("verify", proof, "--log-key", pristine.logKey(), "--charter", charter);
        Ran byFile = folkmoot("verify", proof, "--log-key", pristine.logKey(), "--coordinator-key", keyFile);
        Ran byOther = folkmoot("verify", proof, "--log-key", pristine.logKey(), "--coordinator-key", other);
        Ran ledger = folkmoot("verify", pristine.folder(), "--log-key", pristine.logKey(), "--charter", charter);
        Ran wrongLedger = folkmoot("verify", pristine.folder(), "--coordinator-key", other);

        assertThat(without.out()).contains("was not checked");
        for (Ran checked : List.of(byCharter, byFile)) {
            assertThat(checked.exitCode()).isZero();
            assertThat(checked.out()).contains("The coordinator's signature in it holds");
        }
        assertThat(byOther.exitCode()).isEqualTo(FailureKind.BAD_SIGNATURE.exitCode());
        assertThat(ledger.exitCode()).isZero();
        assertThat(wrongLedger.exitCode()).isEqualTo(FailureKind.CHAIN_BROKEN.exitCode());
    }

    @Test
    void refusesACharterThatIsNone() throws IOException {
        Path round = folder.resolve("round-1.tlog-proof");
        folkmoot("prove", pristine.folder(), 1, "-o", round);
        Path text = Files.writeString(folder.resolve("text"), "charter");
        RealRun other = RealRun.in(folder.resolve("other"), 1);
        Path charter = folder.resolve("other.tlog-proof");
        folkmoot("prove", other.folder(), 0, "-o", charter);

        for (Path none : List.of(round, text)) {
            assertThat(folkmoot("verify", pristine.folder(), "--charter", none).exitCode())
                    .isEqualTo(FailureKind.MALFORMED.exitCode());
        }
        assertThat(folkmoot("verify", pristine.folder(), "--charter", charter).exitCode())
                .isEqualTo(FailureKind.CHAIN_BROKEN.exitCode());
        assertThat(folkmoot("verify", pristine.folder(), "--coordinator-key", "04ab")
                        .exitCode())
                .isEqualTo(FailureKind.UNREADABLE.exitCode());
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
        assertThat(ran.err()).contains("ROUND: 9 (expected: 0 to 2");
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
