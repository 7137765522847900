package org.folkmoot.audit.note;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.key.Ed25519Key;

/** A cosigned checkpoint of which an attacker changed, cut out or doubled some bytes. */
class MutatedNoteTest {
    private static final Ed25519Key LOG = Ed25519Key.fromSeed(new byte[Digest.BYTES]);
    private static final Ed25519Key SECRET = Ed25519Key.fromSeed(Digest.sha256().bytes());
    private static final VerifierKey LOG_KEY = VerifierKey.ed25519("example.org/log", LOG.publicKey());
    private static final VerifierKey WITNESS = VerifierKey.cosigner("example.org/w", SECRET.publicKey());
    private static final SignedCheckpoint COSIGNED = cosigned();

    private static SignedCheckpoint cosigned() {
        try {
            SignedCheckpoint plain = Checkpoints.sign(LOG_KEY.name(), 1234, Digest.sha256(), LOG);
            String line = Cosignatures.sign(
                    SignedNote.parse(plain.note()), WITNESS.name(), SECRET, Instant.ofEpochSecond(1_700_000_000));
            return Checkpoints.withCosignature(plain, WITNESS, line);
        } catch (MalformedNoteException | InvalidNoteSignatureException e) {
            throw new AssertionError(e);
        }
    }

    @Property(tries = 1000)
    void throwsOnlyWhatIsDeclaredAndOpensNothingElse(
            @ForAll @Size(min = 1, max = 3) List<@IntRange(min = 0, max = 1 << 12) Integer> places,
            @ForAll byte value,
            @ForAll @IntRange(min = 0, max = 2) int kind) {
        byte[] note = COSIGNED.note().toByteArray();
        for (int place : places) {
            note = mutate(note, place % note.length, value, kind);
        }
        check(Bytes.of(note));
    }

    private static byte[] mutate(byte[] note, int at, byte value, int kind) {
        if (kind == 0) {
            byte[] changed = note.clone();
            changed[at] = value;
            return changed;
        }
        int length = kind == 1 ? note.length - 1 : note.length + 1;
        byte[] changed = Arrays.copyOf(note, length);
        int from = kind == 1 ? at + 1 : at;
        System.arraycopy(note, from, changed, kind == 1 ? at : at + 1, note.length - from);
        return changed;
    }

    private static void check(Bytes note) {
        try {
            SignedNote parsed = SignedNote.parse(note);
            assertThat(parsed.bytes()).isEqualTo(note);
            assertThat(Checkpoints.parseUnverified(note).note()).isEqualTo(note);
            SignedCheckpoint opened = Checkpoints.open(note, LOG_KEY);
            assertThat(opened.size()).isEqualTo(COSIGNED.size());
            assertThat(opened.root()).isEqualTo(COSIGNED.root());
            assertThat(parsed.text())
                    .isEqualTo(SignedNote.parse(COSIGNED.note()).text());
            assertThat(Cosignatures.verify(parsed, WITNESS)).isEqualTo(Instant.ofEpochSecond(1_700_000_000));
        } catch (MalformedNoteException | InvalidNoteSignatureException e) {
            assertThat(e).hasMessageMatching("(?s)(note|checkpoint): .*");
        }
    }
}
