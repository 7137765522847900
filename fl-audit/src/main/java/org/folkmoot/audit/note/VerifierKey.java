package org.folkmoot.audit.note;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.audit.key.InvalidSignatureException;
import org.folkmoot.audit.key.Signatures;

/**
 * The public key of a log or witness with its name, as people pass it on: {@code name+id+key}.
 *
 * <p>Guarantees: the id belongs to name and key. It is 4 bytes long and tells keys apart for the reader; what counts is
 * the key itself. Two kinds are known: {@link #ed25519} signs a text as it is, {@link #cosigner} signs it together with
 * the time.
 *
 * <p>Source: C2SP signed-note (type 1), tlog-cosignature (type 4).
 */
public final class VerifierKey {
    private static final byte ED25519 = 1;
    private static final byte COSIGNATURE = 4;
    private static final int PUBLIC_KEY_BYTES = 32;
    private static final int TIME_BYTES = Long.BYTES;

    private final String name;
    private final byte type;
    private final Bytes publicKey;

    private VerifierKey(String name, byte type, Bytes publicKey) {
        if (publicKey.size() != PUBLIC_KEY_BYTES) {
            throw new IllegalArgumentException(
                    "public key: " + publicKey.size() + " bytes (expected: " + PUBLIC_KEY_BYTES + ")");
        }
        this.name = KeyNames.require(name);
        this.type = type;
        this.publicKey = publicKey;
    }

    /** {@return the key of a log with this name and raw Ed25519 public key} */
    public static VerifierKey ed25519(String name, Bytes publicKey) {
        return new VerifierKey(name, ED25519, publicKey);
    }

    /** {@return the key of a witness with this name and raw Ed25519 public key} */
    public static VerifierKey cosigner(String name, Bytes publicKey) {
        return new VerifierKey(name, COSIGNATURE, publicKey);
    }

    /**
     * {@return the key that the text writes}
     *
     * @throws IllegalArgumentException if it writes none: bad form, unknown type, or an id that is not the key's
     */
    public static VerifierKey parse(String vkey) {
        String[] parts = requireNonNull(vkey, "vkey").split("\\+", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("verifier key: " + vkey + " (expected: name+id+key)");
        }
        byte[] typed = Base64Text.decode(parts[2]);
        boolean known = typed.length == 1 + PUBLIC_KEY_BYTES && (typed[0] == ED25519 || typed[0] == COSIGNATURE);
        if (!known) {
            throw new IllegalArgumentException(
                    "verifier key: " + vkey + " (expected: an Ed25519 key of type 1 or 4, 33 bytes)");
        }
        VerifierKey key = new VerifierKey(parts[0], typed[0], Bytes.of(Arrays.copyOfRange(typed, 1, typed.length)));
        if (!key.keyId().equals(parts[1])) {
            throw new IllegalArgumentException("key id: " + parts[1] + " (expected: " + key.keyId() + ")");
        }
        return key;
    }

    /** {@return the signer's name; for a log, its origin} */
    public String name() {
        return name;
    }

    /** {@return the raw Ed25519 public key} */
    public Bytes publicKey() {
        return publicKey;
    }

    /** {@return whether this is the key of a witness, which signs the time along} */
    public boolean isCosigner() {
        return type == COSIGNATURE;
    }

    /**
     * {@return this key, which is a log's}
     *
     * @throws IllegalArgumentException if it is a witness's: one role, one key
     */
    public VerifierKey requireLog() {
        if (isCosigner()) {
            throw new IllegalArgumentException(
                    "log key: " + encode() + " (expected: a log's, type 1; this is a witness's)");
        }
        return this;
    }

    /**
     * {@return this key, which is a witness's}
     *
     * @throws IllegalArgumentException if it is a log's: one role, one key
     */
    public VerifierKey requireCosigner() {
        if (!isCosigner()) {
            throw new IllegalArgumentException(
                    "witness key: " + encode() + " (expected: a witness's, type 4; this is a log's)");
        }
        return this;
    }

    /** {@return the key's id, 8 lower-case hex digits} */
    public String keyId() {
        byte[] named = (name + "\n").getBytes(StandardCharsets.UTF_8);
        return Digest.sha256(named, new byte[] {type}, publicKey.toByteArray())
                .hex()
                .substring(0, 2 * NoteSignature.KEY_ID_BYTES);
    }

    /** {@return the key as text, which {@link #parse} reads} */
    public String encode() {
        byte[] typed = ByteBuffer.allocate(1 + PUBLIC_KEY_BYTES)
                .put(type)
                .put(publicKey.toByteArray())
                .array();
        return name + "+" + keyId() + "+" + Base64Text.encode(typed);
    }

    /** {@return whether the line claims to be of this key} */
    boolean isNamedBy(NoteSignature signature) {
        return signature.name().equals(name) && signature.keyId().equals(keyId());
    }

    void verify(String text, NoteSignature signature) throws InvalidNoteSignatureException {
        byte[] value = signature.value().toByteArray();
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        if (isCosigner()) {
            message = Cosignatures.message(time(signature), text);
            value = Arrays.copyOfRange(value, TIME_BYTES, value.length);
        }
        try {
            Signatures.verify(Signatures.ED25519, publicKey, message, Bytes.of(value));
        } catch (InvalidSignatureException e) {
            throw new InvalidNoteSignatureException("note: signature of " + name + ": " + e.getMessage(), e);
        }
    }

    /** {@return when a cosignature claims to have been made, in seconds since 1970} */
    static long time(NoteSignature signature) throws InvalidNoteSignatureException {
        byte[] value = signature.value().toByteArray();
        long seconds = value.length < TIME_BYTES ? -1 : ByteBuffer.wrap(value).getLong();
        if (seconds < 0 || seconds > Instant.MAX.getEpochSecond()) {
            throw new InvalidNoteSignatureException("note: cosignature of " + signature.name()
                    + " without a time (expected: 8 bytes before the signature, seconds since 1970)");
        }
        return seconds;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey key
                && type == key.type
                && name.equals(key.name)
                && publicKey.equals(key.publicKey);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + publicKey.hashCode();
    }

    @Override
    public String toString() {
        return encode();
    }
}
