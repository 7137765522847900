package org.folkmoot.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Immutable bytes with value equality, so that signatures, keys and leaves may sit in records.
 *
 * <p>Not for secrets: it cannot be wiped. {@link #toString()} gives the length only.
 */
public final class Bytes {
    private final byte[] value;

    private Bytes(byte[] value) {
        this.value = value;
    }

    /** {@return these bytes, copied} */
    public static Bytes of(byte[] bytes) {
        return new Bytes(bytes.clone());
    }

    /** {@return the UTF-8 form of the text} */
    public static Bytes utf8(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return the bytes that these hex digits write} */
    public static Bytes parseHex(String hex) {
        return new Bytes(HexFormat.of().parseHex(hex));
    }

    /** {@return the number of bytes} */
    public int size() {
        return value.length;
    }

    /** {@return a copy of the bytes} */
    public byte[] toByteArray() {
        return value.clone();
    }

    /** {@return the text these bytes encode in UTF-8} */
    public String utf8() {
        return new String(value, StandardCharsets.UTF_8);
    }

    /** {@return lower-case hex digits} */
    public String hex() {
        return HexFormat.of().formatHex(value);
    }

    /** {@return the SHA-256 of the bytes} */
    public Digest sha256() {
        return Digest.sha256(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && MessageDigest.isEqual(value, bytes.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return "Bytes[" + value.length + "]";
    }
}
