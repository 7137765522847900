package org.folkmoot.audit.key;

import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.folkmoot.api.Bytes;

/**
 * An Ed25519 public key that was found good, for those who check many signatures under it: finding that out costs about
 * as much as a signature.
 *
 * <p>Guarantee: what {@link Signatures#verify} says of the same key. Immutable, safe for several threads. Source:
 * RFC 8032 §5.1.7.
 */
public final class Ed25519PublicKey {
    private final Ed25519.PublicPoint point;

    private Ed25519PublicKey(Ed25519.PublicPoint point) {
        this.point = point;
    }

    /**
     * {@return the key}
     *
     * @param key 32 bytes, the canonical form of a point of prime order
     */
    public static Ed25519PublicKey of(Bytes key) throws InvalidSignatureException {
        byte[] encoded = key.toByteArray();
        Signatures.requireLength("public key", encoded, Ed25519.PUBLIC_KEY_SIZE);
        Ed25519.PublicPoint point = Ed25519.validatePublicKeyFullExport(encoded, 0);
        if (point == null) {
            throw new InvalidSignatureException("public key: no point of prime order in canonical form");
        }
        return new Ed25519PublicKey(point);
    }

    /** Returns if the signature over the message is that of this key. */
    public void verify(byte[] message, Bytes signature) throws InvalidSignatureException {
        byte[] bytes = signature.toByteArray();
        Signatures.requireLength("signature", bytes, Ed25519.SIGNATURE_SIZE);
        if (!Ed25519.verify(bytes, 0, point, message, 0, message.length)) {
            throw Signatures.doesNotHold(Signatures.ED25519);
        }
    }
}
