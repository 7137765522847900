package org.folkmoot.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.note.Checkpoints;
import org.folkmoot.audit.note.Cosignatures;
import org.folkmoot.audit.note.InvalidNoteSignatureException;
import org.folkmoot.audit.note.SignedNote;
import org.folkmoot.audit.note.VerifierKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PublishedCosignatureTest {
    private static final Ed25519Key SECRET = Ed25519Key.fromSeed(new byte[32]);
    private static final VerifierKey WITNESS = VerifierKey.cosigner("example.org/w", SECRET.publicKey());

    @TempDir
    private Path folder;

    private TransparencyLog log;

    @BeforeEach
    void open() throws Exception {
        log = TransparencyLog.open(folder, "example.org/log");
        log.append(Bytes.utf8("first"));
    }

    @AfterEach
    void close() throws Exception {
        log.close();
    }

    private static String cosign(SignedCheckpoint checkpoint, long second) throws Exception {
        return Cosignatures.sign(
                SignedNote.parse(checkpoint.note()), WITNESS.name(), SECRET, Instant.ofEpochSecond(second));
    }

    private SignedNote published() throws Exception {
        return SignedNote.parse(Bytes.of(Files.readAllBytes(folder.resolve("log/checkpoint"))));
    }

    @Test
    void standsInThePublishedCheckpointAlsoAfterReopening() throws Exception {
        SignedCheckpoint plain = log.checkpoint();

        assertThat(log.publishCosignature(plain, WITNESS, cosign(plain, 5))).isTrue();
        assertThat(log.publishCosignature(plain, WITNESS, cosign(plain, 7))).isTrue();

        assertThat(published().signatures()).hasSize(2);
        assertThat(Cosignatures.verify(published(), WITNESS)).isEqualTo(Instant.ofEpochSecond(7));
        assertThat(log.checkpoint().note()).isEqualTo(published().bytes());
        log.close();
        log = TransparencyLog.open(folder);
        assertThat(Cosignatures.verify(published(), WITNESS)).isEqualTo(Instant.ofEpochSecond(7));
        log.append(Bytes.utf8("second"));
        log.checkpoint();
        assertThat(published().signatures()).hasSize(1);
        LogReader.open(folder.resolve("log")).checkTree(log.checkpoint());
    }

    @Test
    void comesTooLateForALogThatHasGrown() throws Exception {
        SignedCheckpoint before = log.checkpoint();
        String line = cosign(before, 5);
        log.append(Bytes.utf8("second"));
        log.checkpoint();

        assertThat(log.publishCosignature(before, WITNESS, line)).isFalse();
        assertThat(published().signatures()).hasSize(1);
    }

    @Test
    void refusesWhatIsNotTheWitnesssOwn() throws Exception {
        SignedCheckpoint checkpoint = log.checkpoint();
        byte[] before = Files.readAllBytes(folder.resolve("log/checkpoint"));
        Ed25519Key stranger = Ed25519Key.fromSeed(Digest.sha256().bytes());
        String ofStranger = Cosignatures.sign(
                SignedNote.parse(checkpoint.note()), "example.org/s", stranger, Instant.ofEpochSecond(1));
        SignedCheckpoint other = Checkpoints.sign("example.org/log", 1, Digest.sha256(), stranger);
        String inTheLogsName =
                SignedNote.parse(other.note()).signatures().get(0).line();
        String ofOtherText = cosign(other, 1);
        String good = cosign(checkpoint, 1);
        for (String bad : new String[] {ofStranger, good + ofStranger, good + inTheLogsName, ofOtherText, "x", ""}) {
            assertThatExceptionOfType(AuditException.class)
                    .as(bad)
                    .isThrownBy(() -> log.publishCosignature(checkpoint, WITNESS, bad));
        }
        assertThat(folder.resolve("log/checkpoint")).hasBinaryContent(before);
        log.append(Bytes.utf8("second"));
    }

    @Test
    void isNoSignatureOfALog() throws Exception {
        SignedCheckpoint checkpoint = log.checkpoint();
        VerifierKey inTheLogsName = VerifierKey.cosigner("example.org/log", SECRET.publicKey());
        String line = Cosignatures.sign(
                SignedNote.parse(checkpoint.note()), "example.org/log", SECRET, Instant.ofEpochSecond(1));
        Bytes note = Bytes.utf8(SignedNote.parse(checkpoint.note()).text() + "\n" + line);

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Checkpoints.open(note, inTheLogsName));
        assertThatExceptionOfType(InvalidNoteSignatureException.class)
                .isThrownBy(() -> Checkpoints.open(note, log.logKey()));
    }
}
