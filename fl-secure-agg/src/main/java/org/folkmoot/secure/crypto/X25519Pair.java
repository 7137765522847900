package org.folkmoot.secure.crypto;

import org.bouncycastle.math.ec.rfc7748.X25519;
import org.folkmoot.api.Bytes;

/**
 * A key pair of one round, to agree on secrets with its holders' peers.
 *
 * <p>Guarantee: an agreement that is all zero is refused, so no peer can make it known to others. Does not say whose the
 * peer's key is: that is what signatures are for. Source: RFC 7748 §5, §6.1.
 */
public final class X25519Pair implements AutoCloseable {
    /** Length of a public key in bytes. */
    public static final int PUBLIC_BYTES = X25519.POINT_SIZE;

    private final Secret secret;
    private final Bytes publicKey;

    private X25519Pair(Secret secret, Bytes publicKey) {
        this.secret = secret;
        this.publicKey = publicKey;
    }

    /** {@return the pair of this private key, which it takes over} */
    public static X25519Pair of(Secret secret) {
        byte[] point = new byte[PUBLIC_BYTES];
        X25519.generatePublicKey(secret.bytes(), 0, point, 0);
        return new X25519Pair(secret, Bytes.of(point));
    }

    /** {@return the public key, {@value #PUBLIC_BYTES} bytes} */
    public Bytes publicKey() {
        return publicKey;
    }

    /** {@return the private key itself; it ends with this pair} */
    public Secret secret() {
        return secret;
    }

    /**
     * {@return what this pair and the holder of that public key alone know}
     *
     * @throws WeakKeyException if anybody would know it
     */
    public Secret agree(Bytes peer) throws WeakKeyException {
        byte[] agreed = new byte[Secret.BYTES];
        if (!X25519.calculateAgreement(secret.bytes(), 0, peer.toByteArray(), 0, agreed, 0)) {
            throw new WeakKeyException();
        }
        return Secret.owning(agreed);
    }

    @Override
    public void close() {
        secret.close();
    }

    @Override
    public String toString() {
        return "X25519Pair[" + publicKey.sha256().abbreviated() + "]";
    }
}
