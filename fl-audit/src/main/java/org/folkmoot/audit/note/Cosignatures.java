package org.folkmoot.audit.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.folkmoot.api.Bytes;
import org.folkmoot.audit.key.Ed25519Key;

/**
 * Signs a note together with the time, as witnesses do.
 *
 * <p>Guarantees: the signature covers text and time. It does not cover the witness's name, so a witness uses its key
 * under one name only. The time is the witness's claim.
 *
 * <p>Source: C2SP tlog-cosignature, {@code cosignature/v1} (Ed25519).
 */
public final class Cosignatures {
    private Cosignatures() {}

    /** {@return the signature line of a cosignature over the note's text, with its line feed} */
    public static String sign(SignedNote note, String name, Ed25519Key key, Instant time) {
        long seconds = time.getEpochSecond();
        if (seconds < 0) {
            throw new IllegalArgumentException("time: " + time + " (expected: >= 1970)");
        }
        byte[] signature = key.sign(message(seconds, note.text())).toByteArray();
        byte[] value = ByteBuffer.allocate(Long.BYTES + signature.length)
                .putLong(seconds)
                .put(signature)
                .array();
        String keyId = VerifierKey.cosigner(name, key.publicKey()).keyId();
        return new NoteSignature(name, keyId, Bytes.of(value)).line();
    }

    /**
     * {@return when the witness with this key says that it signed the note}
     *
     * @throws InvalidNoteSignatureException if the note has no valid cosignature of it
     */
    public static Instant verify(SignedNote note, VerifierKey witnessKey) throws InvalidNoteSignatureException {
        note.verify(witnessKey.requireCosigner());
        long latest = 0;
        for (NoteSignature signature : note.signatures()) {
            if (witnessKey.isNamedBy(signature)) {
                latest = Math.max(latest, VerifierKey.time(signature));
            }
        }
        return Instant.ofEpochSecond(latest);
    }

    static byte[] message(long seconds, String text) {
        return ("cosignature/v1\ntime " + seconds + "\n" + text).getBytes(StandardCharsets.UTF_8);
    }
}
