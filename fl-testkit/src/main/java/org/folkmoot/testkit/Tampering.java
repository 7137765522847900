package org.folkmoot.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.folkmoot.api.Bytes;

/**
 * Every small change that an attacker or a bad disk makes to bytes, one at a time.
 *
 * <p>Guarantees: each variant differs from the original; streams are lazy, so memory is two copies however many variants
 * there are.
 */
public final class Tampering {
    private Tampering() {}

    /**
     * One changed copy.
     *
     * @param what the change, for the message of a failing test
     * @param bytes the changed bytes
     */
    public record Tampered(String what, Bytes bytes) {}

    /** What a test does with a changed file; it is expected to find the change. */
    @FunctionalInterface
    public interface Attempt {
        /** Runs with the changed file in place. */
        void on(Tampered tampered) throws Exception;
    }

    /** {@return for every byte a copy with one of its bits flipped, the position of the bit going round} */
    public static Stream<Tampered> byteFlips(byte[] original) {
        return IntStream.range(0, original.length).mapToObj(i -> flip(original, i, i % Byte.SIZE));
    }

    /** {@return for every bit a copy with it flipped} */
    public static Stream<Tampered> bitFlips(byte[] original) {
        return IntStream.range(0, original.length)
                .boxed()
                .flatMap(i -> IntStream.range(0, Byte.SIZE).mapToObj(bit -> flip(original, i, bit)));
    }

    private static Tampered flip(byte[] original, int index, int bit) {
        byte[] changed = original.clone();
        changed[index] ^= (byte) (1 << bit);
        return new Tampered("bit " + bit + " of byte " + index + " flipped", Bytes.of(changed));
    }

    /** {@return every proper prefix, the empty one included} */
    public static Stream<Tampered> truncations(byte[] original) {
        return IntStream.range(0, original.length)
                .mapToObj(length -> new Tampered(
                        "cut to " + length + " of " + original.length + " bytes",
                        Bytes.of(Arrays.copyOf(original, length))));
    }

    /** {@return for every byte a copy in which it stands twice, then the whole written twice} */
    public static Stream<Tampered> duplications(byte[] original) {
        if (original.length == 0) {
            return Stream.empty();
        }
        Stream<Tampered> single = IntStream.range(0, original.length).mapToObj(i -> repeat(original, i, i + 1));
        return Stream.concat(single, Stream.of(repeat(original, 0, original.length)));
    }

    private static Tampered repeat(byte[] original, int from, int to) {
        byte[] changed = new byte[original.length + to - from];
        System.arraycopy(original, 0, changed, 0, to);
        System.arraycopy(original, from, changed, to, original.length - from);
        return new Tampered("bytes " + from + " to " + to + " doubled", Bytes.of(changed));
    }

    /** {@return for every pair of unequal neighbours a copy with them swapped} */
    public static Stream<Tampered> swaps(byte[] original) {
        return IntStream.range(0, Math.max(0, original.length - 1))
                .filter(i -> original[i] != original[i + 1])
                .mapToObj(i -> swap(original, i));
    }

    private static Tampered swap(byte[] original, int index) {
        byte[] changed = original.clone();
        changed[index] = original[index + 1];
        changed[index + 1] = original[index];
        return new Tampered("bytes " + index + " and " + (index + 1) + " swapped", Bytes.of(changed));
    }

    /**
     * Puts each variant of a file in its place, runs the attempt, and puts the original back, also when the attempt
     * throws.
     *
     * @param file what is changed
     * @param how such as {@code Tampering::byteFlips}
     * @param attempt what is tried on each
     */
    public static void eachVariantOf(Path file, Function<byte[], Stream<Tampered>> how, Attempt attempt)
            throws Exception {
        byte[] original = Files.readAllBytes(file);
        try (Stream<Tampered> variants = how.apply(original)) {
            for (Iterator<Tampered> each = variants.iterator(); each.hasNext(); ) {
                Tampered tampered = each.next();
                Files.write(file, tampered.bytes().toByteArray());
                attempt.on(tampered);
            }
        } finally {
            Files.write(file, original);
        }
    }
}
