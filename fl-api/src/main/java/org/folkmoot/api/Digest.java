package org.folkmoot.api;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A SHA-256 value that names content: a model, a leaf, a program.
 *
 * <p>Guarantees: immutable, exactly {@value #BYTES} bytes, ordered as unsigned bytes. A digest names content; it
 * neither hides it (short or guessable content can be found by trying) nor says who made it.
 */
public final class Digest implements Comparable<Digest> {
    /** Length in bytes. */
    public static final int BYTES = 32;

    private static final HexFormat HEX = HexFormat.of();

    private final byte[] value;

    private Digest(byte[] value) {
        this.value = value;
    }

    /** {@return the digest with these {@value #BYTES} bytes} */
    public static Digest of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("bytes.length: " + bytes.length + " (expected: " + BYTES + ")");
        }
        return new Digest(bytes.clone());
    }

    /** {@return SHA-256 over the concatenation of the parts} Callers that join several parts frame them themselves. */
    public static Digest sha256(byte[]... parts) {
        MessageDigest sha256 = newSha256();
        for (byte[] part : parts) {
            sha256.update(part);
        }
        return new Digest(sha256.digest());
    }

    /** {@return a fresh SHA-256 engine} */
    public static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** {@return the digest written as 64 lower-case hex digits} */
    public static Digest parse(String hex) {
        if (hex.length() != 2 * BYTES || !hex.chars().allMatch(Digest::isLowerHex)) {
            throw new IllegalArgumentException("digest: " + hex + " (expected: 64 lower-case hex digits)");
        }
        return new Digest(HEX.parseHex(hex));
    }

    private static boolean isLowerHex(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }

    /** {@return a copy of the bytes} */
    public byte[] bytes() {
        return value.clone();
    }

    /** {@return 64 lower-case hex digits} */
    public String hex() {
        return HEX.formatHex(value);
    }

    /** {@return the first 12 hex digits, for people; never compare by it} */
    public String abbreviated() {
        return hex().substring(0, 12);
    }

    @Override
    public int compareTo(Digest other) {
        return Arrays.compareUnsigned(value, other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest digest && MessageDigest.isEqual(value, digest.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return hex();
    }
}
