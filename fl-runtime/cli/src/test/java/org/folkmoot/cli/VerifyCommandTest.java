package org.folkmoot.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.folkmoot.cli.Ran.folkmoot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.folkmoot.api.Bytes;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.core.json.MalformedJsonException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
    private static final int ROUNDS = 2;

    @TempDir
    private static Path shared;

    private static RealRun pristine;

    @TempDir
    private Path folder;

    @BeforeAll
    static void runTheFederation() throws IOException {
        pristine = RealRun.in(shared.resolve("run"), ROUNDS);
    }

    @Test
    void verifiesARunUnderTheKeyThatWasBrought() {
        Ran ran = folkmoot("verify", pristine.folder(), "--log-key", pristine.logKey());
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out())
                .startsWith("✓ VERIFIED (not replayed)")
                .contains("the log key that you brought")
                .doesNotContain("self-consistent only");
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void replaysTheArithmeticWhenAsked() {
        Ran ran = folkmoot("verify", pristine.folder(), "--log-key", pristine.logKey(), "--replay");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).startsWith("✓ VERIFIED AND REPLAYED");
    }

    @Test
    void takesTheKeyFromAFile() throws IOException {
        Path key = Files.writeString(folder.resolve("their.vkey"), pristine.logKey() + "\n");
        Ran ran = folkmoot("verify", pristine.folder(), "--log-key", key);
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("the log key that you brought").doesNotContain("self-consistent only");
    }

    @Test
    void saysThatWithoutAKeyTheAnswerIsSelfConsistentOnly() {
        Ran ran = folkmoot("verify", pristine.folder());
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("self-consistent only").contains("log.vkey in the folder proves nothing");
    }

    @Test
    void saysThatAKeyFromTheFolderItselfProvesNothing() throws MalformedJsonException {
        Path key = pristine.folder().resolve("ledger").resolve("log.vkey");
        Ran text = folkmoot("verify", pristine.folder(), "--log-key", key);
        assertThat(text.out()).contains("that key lay in the folder that it vouches for");
        Ran json = folkmoot("verify", pristine.folder(), "--log-key", key, "--format", "json");
        assertThat(json.data().bool("keyFromTheFolder")).isTrue();
    }

    @Test
    void answersOneJsonEnvelopeAndTellsPeopleOnStandardError() throws MalformedJsonException {
        Ran ran = folkmoot("verify", pristine.folder(), "--log-key", pristine.logKey(), "--format", "json");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.envelope().integer("schema_version")).isEqualTo(1);
        assertThat(ran.envelope().string("status")).isEqualTo("ok");
        assertThat(ran.data().string("trust")).isEqualTo("log-key");
        assertThat(ran.data().integer("rounds")).isEqualTo(ROUNDS);
        assertThat(ran.data().string("model")).isEqualTo(pristine.model().hex());
        assertThat(ran.err()).startsWith("✓ VERIFIED");
    }

    @Test
    void refusesAnotherLogsKey() throws MalformedJsonException {
        VerifierKey known = VerifierKey.parse(pristine.logKey());
        VerifierKey other = VerifierKey.ed25519(known.name(), Bytes.of(new byte[32]));
        Ran ran = folkmoot("verify", pristine.folder(), "--log-key", other.encode(), "--format", "json");
        assertFailed(ran, FailureKind.WRONG_LOG_KEY);
    }

    @Test
    void saysOfATamperedLogWhatIsWrongWhereAndWhatToDo() throws IOException {
        RealRun run = pristine.copyTo(folder.resolve("run"));
        RealRun.tamper(run.leaves());
        Ran ran = folkmoot("verify", run.folder(), "--log-key", run.logKey());
        assertThat(ran.exitCode()).isEqualTo(FailureKind.LOG_TAMPERED.exitCode());
        assertThat(ran.out())
                .startsWith("✗ NOT VERIFIED: " + FailureKind.LOG_TAMPERED.meaning())
                .contains("Where: log/tile/entries/")
                .contains("What to do: " + FailureKind.LOG_TAMPERED.advice());
    }

    @Test
    void findsATamperedInput() throws IOException, MalformedJsonException {
        RealRun run = pristine.copyTo(folder.resolve("run"));
        RealRun.tamper(run.anInput());
        assertFailed(verifyJson(run), FailureKind.INPUT_TAMPERED);
    }

    @Test
    void findsATamperedModel() throws IOException, MalformedJsonException {
        RealRun run = pristine.copyTo(folder.resolve("run"));
        RealRun.tamper(run.modelFile());
        assertFailed(verifyJson(run), FailureKind.MODEL_TAMPERED);
    }

    @Test
    void findsARolledBackLogByTheCheckpointThatWasSaved() throws IOException {
        RealRun early = RealRun.in(folder.resolve("run"), 1);
        RealRun rolledBack = early.copyTo(folder.resolve("old"));
        RealRun late = RealRun.in(folder.resolve("run"), 2);
        Path seen = folder.resolve("seen.note");
        Ran saving = folkmoot("verify", late.folder(), "--log-key", late.logKey(), "--save-seen", seen);
        assertThat(saving.exitCode()).isZero();
        assertThat(seen).hasSameBinaryContentAs(late.log().resolve("checkpoint"));

        Ran again = folkmoot("verify", late.folder(), "--log-key", late.logKey(), "--seen", seen);
        Ran ran = folkmoot("verify", rolledBack.folder(), "--log-key", late.logKey(), "--seen", seen);

        assertThat(again.exitCode()).isZero();
        assertThat(ran.exitCode()).isEqualTo(FailureKind.ROLLED_BACK_OR_FORKED.exitCode());
        assertThat(ran.out()).contains(FailureKind.ROLLED_BACK_OR_FORKED.advice());
    }

    @Test
    void savesNoCheckpointOfALogThatDoesNotHold() throws IOException {
        RealRun run = pristine.copyTo(folder.resolve("run"));
        RealRun.tamper(run.modelFile());
        Path seen = folder.resolve("seen.note");
        Ran ran = folkmoot("verify", run.folder(), "--log-key", run.logKey(), "--save-seen", seen);
        assertThat(ran.exitCode()).isNotZero();
        assertThat(seen).doesNotExist();
    }

    @Test
    void refusesACheckpointToCompareWithThatTheKeyDidNotSign() throws IOException {
        Path seen = folder.resolve("seen.note");
        String note = Files.readString(pristine.log().resolve("checkpoint"));
        Files.writeString(seen, note.replaceFirst("\n[0-9]+\n", "\n1\n"));
        Ran ran = folkmoot("verify", pristine.folder(), "--log-key", pristine.logKey(), "--seen", seen);
        assertThat(ran.exitCode()).isEqualTo(FailureKind.WRONG_LOG_KEY.exitCode());
        assertThat(ran.out()).contains("Where: " + seen);
    }

    @Test
    void verifiesABareLogFolder() throws MalformedJsonException {
        Ran ran = folkmoot("verify", pristine.log(), "--log-key", pristine.logKey(), "--format", "json");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.data().object("undisclosed").integer("records")).isEqualTo(ROUNDS);
    }

    @Test
    void cannotReplayABareLogFolder() throws MalformedJsonException {
        Ran ran = folkmoot("verify", pristine.log(), "--log-key", pristine.logKey(), "--replay", "--format", "json");
        assertFailed(ran, FailureKind.NOT_DISCLOSED);
    }

    @Test
    void saysThatAPathIsUnreadableWithoutAStackTrace() {
        Ran ran = folkmoot("verify", folder.resolve("nowhere"));
        assertThat(ran.exitCode()).isEqualTo(FailureKind.UNREADABLE.exitCode());
        assertThat(ran.out()).contains("nowhere").contains("there is no such file or folder");
        assertThat(ran.out() + ran.err()).doesNotContain("\tat ");
    }

    @Test
    void saysThatAFolderWithoutALogIsUnreadable() {
        assertThat(folkmoot("verify", folder).exitCode()).isEqualTo(FailureKind.UNREADABLE.exitCode());
    }

    @Test
    void saysThatAKeyOrCheckpointFileIsUnreadable() {
        Path nowhere = folder.resolve("nowhere");
        assertThat(folkmoot("verify", pristine.folder(), "--log-key", nowhere).exitCode())
                .isEqualTo(FailureKind.UNREADABLE.exitCode());
        assertThat(folkmoot("verify", pristine.folder(), "--seen", nowhere).exitCode())
                .isEqualTo(FailureKind.UNREADABLE.exitCode());
        assertThat(folkmoot("verify", pristine.folder(), "--seen", folder).exitCode())
                .isEqualTo(FailureKind.UNREADABLE.exitCode());
    }

    @Test
    void refusesAKeyThatIsNone() throws IOException {
        Path key = Files.writeString(folder.resolve("some.vkey"), "not a key");
        assertThat(folkmoot("verify", pristine.folder(), "--log-key", key).exitCode())
                .isEqualTo(FailureKind.MALFORMED.exitCode());
        assertThat(folkmoot("verify", pristine.folder(), "--log-key", "log+00000000+AAAA")
                        .exitCode())
                .isEqualTo(FailureKind.MALFORMED.exitCode());
    }

    @Test
    void tellsThatItVerifiedWhatItCannotSave() {
        Path nowhere = folder.resolve("nowhere").resolve("seen.note");
        Ran ran = folkmoot("verify", pristine.folder(), "--log-key", pristine.logKey(), "--save-seen", nowhere);
        assertThat(ran.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(ran.err()).contains("verified, but").contains("nowhere");
    }

    @Test
    void refusesToReplayASingleFile() throws IOException {
        Path file = Files.createFile(folder.resolve("a.tlog-proof"));
        Ran ran = folkmoot("verify", file, "--replay");
        assertThat(ran.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(ran.err()).contains("--replay needs a ledger");
    }

    private static Ran verifyJson(RealRun run) {
        return folkmoot("verify", run.folder(), "--log-key", run.logKey(), "--format", "json");
    }

    private static void assertFailed(Ran ran, FailureKind kind) throws MalformedJsonException {
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(kind.exitCode());
        assertThat(ran.envelope().string("status")).isEqualTo("failed");
        assertThat(ran.data().string("failure")).isEqualTo(kind.word());
        assertThat(ran.err()).contains(kind.advice());
    }
}
