package org.folkmoot.secure.crypto;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * {@value #BYTES} bytes that nobody else may know: a private key, a seed, a share, a derived key.
 *
 * <p>Guarantees: never in {@link #toString}; compared in constant time; zero after {@link #close}, which may be called
 * again. Does not reach copies that the collector or the platform's ciphers made.
 */
public final class Secret implements AutoCloseable {
    /** Length in bytes. */
    public static final int BYTES = 32;

    private final byte[] value;

    private Secret(byte[] value) {
        if (value.length != BYTES) {
            throw new IllegalArgumentException("secret: " + value.length + " bytes (expected: " + BYTES + ")");
        }
        this.value = value;
    }

    /** {@return a secret with a copy of these {@value #BYTES} bytes} */
    public static Secret of(byte[] bytes) {
        return new Secret(bytes.clone());
    }

    /** {@return a fresh secret} */
    public static Secret random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Secret(bytes);
    }

    /** {@return a secret that keeps this very array} */
    static Secret owning(byte[] bytes) {
        return new Secret(bytes);
    }

    /** {@return the array itself, for the primitives} */
    byte[] bytes() {
        return value;
    }

    /** {@return another secret of the same bytes, with a life of its own} */
    public Secret copy() {
        return new Secret(value.clone());
    }

    /** Appends the bytes, where a protocol reveals them. */
    public void revealTo(ByteBuffer out) {
        out.put(value);
    }

    /** {@return whether the other has the same bytes} The time tells nothing else. */
    public boolean contentEquals(Secret other) {
        return MessageDigest.isEqual(value, other.value);
    }

    /** {@return whether it was wiped, or never was anything but zero} */
    public boolean isZero() {
        int any = 0;
        for (byte b : value) {
            any |= b;
        }
        return any == 0;
    }

    @Override
    public void close() {
        Arrays.fill(value, (byte) 0);
    }

    @Override
    public String toString() {
        return "Secret[" + BYTES + " bytes]";
    }
}
