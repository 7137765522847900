package org.folkmoot.audit.key;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.folkmoot.api.Bytes;

/**
 * Public keys in the form that common tools take: SubjectPublicKeyInfo, as DER or PEM.
 *
 * <p>Source: RFC 5480 §2 (P-256), RFC 8410 §4 (Ed25519), RFC 7468 §13 (PEM).
 */
public final class PublicKeyInfo {
    private static final Bytes P256_HEAD = Bytes.parseHex("3059301306072a8648ce3d020106082a8648ce3d030107034200");
    private static final Bytes ED25519_HEAD = Bytes.parseHex("302a300506032b6570032100");
    private static final int ED25519_BYTES = 32;
    private static final int LINE = 64;

    private PublicKeyInfo() {}

    /**
     * {@return the key as DER}
     *
     * @param publicKey 65 bytes, an uncompressed point of P-256, or 32 bytes of Ed25519
     */
    public static Bytes der(Bytes publicKey) {
        boolean p256 = publicKey.size() == P256.POINT_BYTES;
        if (!p256 && publicKey.size() != ED25519_BYTES) {
            throw new IllegalArgumentException("publicKey: " + publicKey.size() + " bytes (expected: 65 or 32)");
        }
        byte[] head = (p256 ? P256_HEAD : ED25519_HEAD).toByteArray();
        byte[] der = new byte[head.length + publicKey.size()];
        System.arraycopy(head, 0, der, 0, head.length);
        System.arraycopy(publicKey.toByteArray(), 0, der, head.length, publicKey.size());
        return Bytes.of(der);
    }

    /** {@return the key as PEM, as by {@link #der}} */
    public static String pem(Bytes publicKey) {
        byte[] newline = "\n".getBytes(StandardCharsets.US_ASCII);
        String body = Base64.getMimeEncoder(LINE, newline)
                .encodeToString(der(publicKey).toByteArray());
        return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
    }
}
