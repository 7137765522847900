package org.folkmoot.secure;

import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;

/**
 * Members who sign with Ed25519, as clients of Folkmoot do.
 *
 * <p>Guarantee: keys that are not canonical or not of prime order never verify anything. Source: RFC 8032 §5.1.7. Immutable.
 */
public final class Ed25519Members implements MemberKeys {
    private final Map<Digest, byte[]> keys = new HashMap<>();

    private Ed25519Members() {}

    /** {@return these members}, by pseudonym with 32-byte public keys; those whose key is none are left out. */
    public static Ed25519Members of(Map<Digest, Bytes> publicKeys) {
        Ed25519Members members = new Ed25519Members();
        publicKeys.forEach((pseudonym, key) -> {
            byte[] point = key.toByteArray();
            if (point.length == Ed25519.PUBLIC_KEY_SIZE && Ed25519.validatePublicKeyFull(point, 0)) {
                members.keys.put(pseudonym, point);
            }
        });
        return members;
    }

    @Override
    public void verify(Digest pseudonym, byte[] message, Bytes signature) throws BadSignatureException {
        byte[] key = keys.get(pseudonym);
        if (key == null) {
            throw new BadSignatureException("member: " + pseudonym.abbreviated() + " (expected: one of this round)");
        }
        byte[] bytes = signature.toByteArray();
        if (bytes.length != Ed25519.SIGNATURE_SIZE || !Ed25519.verify(bytes, 0, key, 0, message, 0, message.length)) {
            throw new BadSignatureException(
                    "signature: not that of " + pseudonym.abbreviated() + " under this message");
        }
    }

    @Override
    public String toString() {
        return "Ed25519Members[" + keys.size() + "]";
    }
}
