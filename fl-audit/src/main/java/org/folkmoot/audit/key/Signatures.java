package org.folkmoot.audit.key;

import static java.util.Objects.requireNonNull;

import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;

/**
 * Checks signatures of the algorithms that proofs may name.
 *
 * <p>Guarantees: returns only if the signature holds; whatever is wrong, unknown or malformed ends in
 * {@link InvalidSignatureException}. Keys through which one signature could fit several messages are refused: Ed25519
 * points that are not canonical or not of prime order, P-256 points off the curve. Does not make a signature unique:
 * for ECDSA the value n - s is as good as s, so a signature is no name of what it signs. Safe for several threads.
 *
 * <p>Source: RFC 8032 §5.1.7; FIPS 186-5 §6.4.2; on strict Ed25519 keys: Chalkias et al. 2020, "Taming the Many EdDSAs".
 */
public final class Signatures {
    /** Ed25519: public key 32 bytes, signature 64 bytes. */
    public static final String ED25519 = "ed25519";

    /** ECDSA on P-256 with SHA-256: public key 65 bytes, signature in DER. */
    public static final String ECDSA_P256 = "ecdsa-p256";

    private Signatures() {}

    /**
     * Returns if the signature over the message is that of the public key.
     *
     * @param algorithm {@value #ED25519} or {@value #ECDSA_P256}
     * @throws InvalidSignatureException in every other case
     */
    public static void verify(String algorithm, Bytes publicKey, byte[] message, Bytes signature)
            throws InvalidSignatureException {
        requireNonNull(publicKey, "publicKey");
        requireNonNull(message, "message");
        requireNonNull(signature, "signature");
        switch (algorithm) {
            case ED25519 -> Ed25519PublicKey.of(publicKey).verify(message, signature);
            case ECDSA_P256 -> verifyEcdsa(P256.publicKey(publicKey), message, signature.toByteArray());
            default ->
                throw new InvalidSignatureException(
                        "algorithm: " + algorithm + " (expected: " + ED25519 + " or " + ECDSA_P256 + ")");
        }
    }

    private static void verifyEcdsa(ECPublicKeyParameters key, byte[] message, byte[] signature)
            throws InvalidSignatureException {
        DerSignature rs = DerSignature.parse(signature);
        ECDSASigner verifier = new ECDSASigner();
        verifier.init(false, key);
        if (!verifier.verifySignature(Digest.sha256(message).bytes(), rs.r(), rs.s())) {
            throw doesNotHold(ECDSA_P256);
        }
    }

    static void requireLength(String what, byte[] bytes, int length) throws InvalidSignatureException {
        if (bytes.length != length) {
            throw new InvalidSignatureException(what + ": " + bytes.length + " bytes (expected: " + length + ")");
        }
    }

    static InvalidSignatureException doesNotHold(String algorithm) {
        return new InvalidSignatureException(algorithm + " signature: does not hold for this key and message");
    }
}
