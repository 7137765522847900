package org.folkmoot.api.client;

import org.folkmoot.api.Bytes;

/**
 * A private key that signs; the key itself may live in a file, a vault or a card.
 *
 * <p>Contract: signing is deterministic, so that a repeated round gives the same statement; safe for several threads;
 * {@code toString} shows the public key at most.
 */
public interface SigningKey {
    /** {@return algorithm name as written in proofs: {@code ed25519} or {@code ecdsa-p256}} */
    String algorithm();

    /** {@return the public key: 32 raw bytes for Ed25519 (RFC 8032), 65 bytes uncompressed point for P-256 (SEC 1)} */
    Bytes publicKey();

    /** {@return the signature over the message} 64 raw bytes for Ed25519, ASN.1 DER for P-256. */
    Bytes sign(byte[] message);
}
