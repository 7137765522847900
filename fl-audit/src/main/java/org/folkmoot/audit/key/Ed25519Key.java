package org.folkmoot.audit.key;

import java.security.SecureRandom;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.client.SigningKey;

/**
 * An Ed25519 key held in memory: signs checkpoints, cosignatures and client statements.
 *
 * <p>Guarantees: those of {@link SigningKey}; the public key belongs to the seed, so a signature never mixes two keys.
 * Does not keep the seed from whoever can read this process's memory.
 *
 * <p>Source: RFC 8032 §5.1.
 */
public final class Ed25519Key implements SigningKey {
    /** Length of the seed, in bytes. */
    public static final int SEED_BYTES = Ed25519.SECRET_KEY_SIZE;

    private final byte[] seed;
    private final byte[] point;
    private final Bytes publicKey;

    private Ed25519Key(byte[] seed) {
        this.seed = seed;
        this.point = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(seed, 0, point, 0);
        this.publicKey = Bytes.of(point);
    }

    /** {@return a fresh key} */
    public static Ed25519Key generate(SecureRandom random) {
        byte[] seed = new byte[SEED_BYTES];
        random.nextBytes(seed);
        return new Ed25519Key(seed);
    }

    /** {@return the key with this RFC 8032 seed of {@value #SEED_BYTES} bytes} */
    public static Ed25519Key fromSeed(byte[] seed) {
        if (seed.length != SEED_BYTES) {
            throw new IllegalArgumentException("seed: " + seed.length + " bytes (expected: " + SEED_BYTES + ")");
        }
        return new Ed25519Key(seed.clone());
    }

    @Override
    public String algorithm() {
        return Signatures.ED25519;
    }

    @Override
    public Bytes publicKey() {
        return publicKey;
    }

    @Override
    public Bytes sign(byte[] message) {
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(seed, 0, point, 0, message, 0, message.length, signature, 0);
        return Bytes.of(signature);
    }

    /** {@return a copy of the secret seed} */
    byte[] seed() {
        return seed.clone();
    }

    @Override
    public String toString() {
        return "Ed25519Key[" + publicKey.sha256().abbreviated() + "]";
    }
}
