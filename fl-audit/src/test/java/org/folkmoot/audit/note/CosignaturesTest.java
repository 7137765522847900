package org.folkmoot.audit.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.testkit.Tampering;
import org.junit.jupiter.api.Test;

final class CosignaturesTest {
    private static final Ed25519Key LOG = Ed25519Key.fromSeed(new byte[32]);
    private static final Ed25519Key WITNESS =
            Ed25519Key.fromSeed(Digest.sha256().bytes());
    private static final String NAME = "example.org/witness";
    private static final VerifierKey VKEY = VerifierKey.cosigner(NAME, WITNESS.publicKey());
    private static final Instant TIME = Instant.ofEpochSecond(1_700_000_000);
    private static final SignedCheckpoint CHECKPOINT =
            Checkpoints.sign("example.org/log", 3, Digest.sha256(new byte[] {1}), LOG);

    @Test
    void cosignsTextAndTime() throws Exception {
        SignedNote note = SignedNote.parse(CHECKPOINT.note());
        SignedCheckpoint cosigned =
                Checkpoints.withSignatures(CHECKPOINT, Cosignatures.sign(note, NAME, WITNESS, TIME));
        SignedNote both = SignedNote.parse(cosigned.note());
        assertThat(Cosignatures.verify(both, VKEY)).isEqualTo(TIME);
        both.verify(VKEY);
        both.verify(VerifierKey.ed25519("example.org/log", LOG.publicKey()));
    }

    /** C2SP tlog-cosignature: key id, 8 bytes of time, then the signature over two lines and the note's text. */
    @Test
    void writesTheFormOfTheSpecification() throws Exception {
        SignedNote note = SignedNote.parse(CHECKPOINT.note());
        String line = Cosignatures.sign(note, NAME, WITNESS, TIME);
        byte[] value = Base64.getDecoder().decode(line.strip().split(" ", 3)[2]);
        byte[] message = ("cosignature/v1\ntime 1700000000\n" + note.text()).getBytes(StandardCharsets.UTF_8);
        assertThat(value).hasSize(4 + 8 + 64);
        assertThat(Bytes.of(Arrays.copyOfRange(value, 4, 12)).hex()).isEqualTo("000000006553f100");
        assertThat(Bytes.of(Arrays.copyOfRange(value, 12, value.length))).isEqualTo(WITNESS.sign(message));
    }

    @Test
    void refusesEveryTamperedCosignature() throws Exception {
        SignedNote note = SignedNote.parse(CHECKPOINT.note());
        String text = note.text() + "\n";
        byte[] line = Bytes.utf8(Cosignatures.sign(note, NAME, WITNESS, TIME)).toByteArray();
        Tampering.bitFlips(line)
                .forEach(bad ->
                        assertThat(opens(text, bad.bytes())).as(bad.what()).isFalse());
        Tampering.truncations(line)
                .forEach(bad ->
                        assertThat(opens(text, bad.bytes())).as(bad.what()).isFalse());
    }

    private static boolean opens(String text, Bytes line) {
        byte[] head = Bytes.utf8(text).toByteArray();
        byte[] note = Arrays.copyOf(head, head.length + line.size());
        System.arraycopy(line.toByteArray(), 0, note, head.length, line.size());
        try {
            Cosignatures.verify(SignedNote.parse(Bytes.of(note)), VKEY);
            return true;
        } catch (MalformedNoteException | InvalidNoteSignatureException e) {
            return false;
        }
    }

    @Test
    void doesNotTakeALogSignatureForACosignature() throws Exception {
        VerifierKey asWitness = VerifierKey.cosigner("example.org/log", LOG.publicKey());
        SignedNote note = SignedNote.parse(CHECKPOINT.note());
        assertThatExceptionOfType(InvalidNoteSignatureException.class)
                .isThrownBy(() -> Cosignatures.verify(note, asWitness));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cosignatures.verify(note, VerifierKey.ed25519("example.org/log", LOG.publicKey())));
    }
}
