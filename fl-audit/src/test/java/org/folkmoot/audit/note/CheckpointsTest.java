package org.folkmoot.audit.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.key.KnownAnswers;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.merkle.MerkleHash;
import org.folkmoot.testkit.Tampering;
import org.junit.jupiter.api.Test;

final class CheckpointsTest {
    private static final Ed25519Key KEY = Ed25519Key.fromSeed(new byte[32]);
    private static final String ORIGIN = "example.org/log";
    private static final VerifierKey VKEY = VerifierKey.ed25519(ORIGIN, KEY.publicKey());
    private static final Digest ROOT = Digest.sha256(new byte[] {1});

    @Property(tries = 100)
    void whatIsSignedOpens(@ForAll @LongRange(min = 1) long size, @ForAll @Size(32) byte[] root) throws Exception {
        SignedCheckpoint signed = Checkpoints.sign(ORIGIN, size, Digest.of(root), KEY);
        assertThat(Checkpoints.open(signed.note(), VKEY)).isEqualTo(signed);
        assertThat(Checkpoints.parseUnverified(signed.note())).isEqualTo(signed);
    }

    /** The vectors' parser takes hashes of any length; here the root is 32 bytes or the checkpoint is refused. */
    @Test
    void readsCheckpointsAsOthersDo() throws Exception {
        String root = Base64Text.encode(ROOT.bytes());
        for (JsonObject vector : KnownAnswers.of("checkpoints.json", "checkpoint.parse")) {
            String text = vector.string("textUtf8");
            refuses(text);
            if (vector.optional("want").orElseThrow() instanceof JsonObject want) {
                String[] lines = text.split("\n", 4);
                SignedCheckpoint read = Checkpoints.parseUnverified(
                        Notes.sign(lines[0] + "\n" + lines[1] + "\n" + root + "\n" + lines[3], "any", KEY));
                assertThat(read.origin()).isEqualTo(want.string("origin"));
                assertThat(read.size()).isEqualTo(want.integer("size"));
                assertThat(lines[3]).isEqualTo(want.string("restUtf8"));
            }
        }
    }

    @Test
    void refusesEveryOtherWayToWriteACheckpoint() {
        String root = Base64Text.encode(ROOT.bytes());
        for (String text : List.of(
                "log\n1\n",
                "log\n1\n" + root,
                "\n1\n" + root + "\n",
                "log\n01\n" + root + "\n",
                "log\n+1\n" + root + "\n",
                "log\n1 \n" + root + "\n",
                "log\n\u0661\n" + root + "\n",
                "log\n9223372036854775808\n" + root + "\n",
                "log\n0\n" + root + "\n",
                "log\n1\n" + root.substring(0, 40) + "\n",
                "log\n1\n" + root.replace("=", "") + "\n",
                "log\n1\n" + root + "\n\nmore\n")) {
            refuses(text);
        }
    }

    private static void refuses(String text) {
        Bytes note = Bytes.utf8(text + "\n\u2014 any " + Base64Text.encode(new byte[68]) + "\n");
        assertThatExceptionOfType(MalformedNoteException.class)
                .as(text)
                .isThrownBy(() -> Checkpoints.parseUnverified(note));
    }

    @Test
    void signsTheEmptyTree() throws Exception {
        SignedCheckpoint empty = Checkpoints.sign(ORIGIN, 0, MerkleHash.emptyRoot(), KEY);
        assertThat(Checkpoints.open(empty.note(), VKEY)).isEqualTo(empty);
    }

    @Test
    void refusesEveryTamperedCheckpoint() {
        byte[] note = Checkpoints.sign(ORIGIN, 5, ROOT, KEY).note().toByteArray();
        Stream.of(
                        Tampering.bitFlips(note),
                        Tampering.truncations(note),
                        Tampering.swaps(note),
                        Tampering.duplications(note))
                .flatMap(variants -> variants)
                .forEach(bad ->
                        assertThat(opens(bad.bytes(), VKEY)).as(bad.what()).isFalse());
    }

    @Test
    void refusesAnotherLogsCheckpoint() {
        Bytes foreign = Checkpoints.sign("example.org/other", 5, ROOT, KEY).note();
        assertThat(opens(foreign, VKEY)).isFalse();
        Bytes renamed = Notes.sign("example.org/other\n5\n" + Base64Text.encode(ROOT.bytes()) + "\n", ORIGIN, KEY);
        assertThat(opens(renamed, VKEY)).isFalse();
        assertThat(opens(renamed, VerifierKey.ed25519("example.org/other", KEY.publicKey())))
                .isFalse();
    }

    private static boolean opens(Bytes note, VerifierKey key) {
        try {
            Checkpoints.open(note, key);
            return true;
        } catch (MalformedNoteException | InvalidNoteSignatureException e) {
            return false;
        }
    }
}
