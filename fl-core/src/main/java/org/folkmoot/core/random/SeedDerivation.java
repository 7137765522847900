package org.folkmoot.core.random;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.folkmoot.api.Digest;

/**
 * Makes of one seed as many independent ones as there are purposes, so that no two purposes share a stream.
 *
 * <p>Guarantees: different (parent, label, numbers) never encode to the same bytes, so equal results mean equal
 * arguments unless SHA-256 breaks; the same on every platform. Does not add entropy: the result is as guessable as the
 * parent. Safe for use by several threads.
 *
 * <p>The hashed bytes: {@code "folkmoot/seed/1"} and a zero byte, the parent (32 bytes), the length of the label in
 * bytes (int), the label in UTF-8, the count of the numbers (int), the numbers (long each), all big-endian.
 */
public final class SeedDerivation {
    private static final byte[] DOMAIN = "folkmoot/seed/1\0".getBytes(StandardCharsets.US_ASCII);

    private SeedDerivation() {}

    /** {@return the seed for this purpose, say {@code derive(seed, "cohort", round)}} */
    public static Digest derive(Digest parent, String label, long... numbers) {
        byte[] name = requireNonNull(label, "label").getBytes(StandardCharsets.UTF_8);
        ByteBuffer rest = ByteBuffer.allocate(2 * Integer.BYTES + name.length + numbers.length * Long.BYTES);
        rest.putInt(name.length).put(name).putInt(numbers.length);
        for (long number : numbers) {
            rest.putLong(number);
        }
        return Digest.sha256(DOMAIN, parent.bytes(), rest.array());
    }
}
