package org.folkmoot.core.random;

import static java.util.Objects.requireNonNull;

import java.util.BitSet;
import java.util.random.RandomGenerator;
import org.folkmoot.api.Digest;

/**
 * A random stream that is the same, bit for bit, for everyone with the same seed: on every JDK, platform and thread.
 *
 * <p>Guarantees: without the seed the stream cannot be told from chance or continued (as far as AES-256 holds). Every
 * method that a JDK could implement in its own way is implemented here; what each takes from the stream is said with
 * it. Bounded integers are exactly uniform.
 *
 * <p>Does not guarantee anything once the seed is known: a stream from a recorded seed is for experiments and public
 * selection, never for a secret. Gaussian and exponential values are rounded doubles, unfit as differential-privacy
 * noise (Mironov 2012). Does not erase its key. Not thread safe.
 *
 * <p>Source: AES-256 in counter mode, big-endian counter from zero, key = seed, NIST SP 800-38A §6.5.
 */
public final class AesCtrGenerator implements RandomGenerator {
    private static final double DOUBLE_UNIT = 0x1.0p-53;
    private static final float FLOAT_UNIT = 0x1.0p-24f;

    private final AesCtrStream stream;
    private double spareGaussian;
    private boolean hasSpareGaussian;

    private AesCtrGenerator(AesCtrStream stream) {
        this.stream = stream;
    }

    /** {@return a generator at the start of this seed's stream} */
    public static AesCtrGenerator fromSeed(Digest seed) {
        return new AesCtrGenerator(new AesCtrStream(requireNonNull(seed, "seed")));
    }

    /** {@return the next 8 bytes, little-endian} */
    @Override
    public long nextLong() {
        return stream.nextLong();
    }

    /** {@return the next 4 bytes, little-endian} */
    @Override
    public int nextInt() {
        return stream.nextInt();
    }

    /** Takes the next bytes of the stream. */
    @Override
    public void nextBytes(byte[] bytes) {
        stream.nextBytes(bytes);
    }

    /** Fills the array with what as many calls of {@link #nextLong()} would return. */
    public void fill(long[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = stream.nextLong();
        }
    }

    /** {@return the lowest bit of {@link #nextInt()}} */
    @Override
    public boolean nextBoolean() {
        return (nextInt() & 1) == 1;
    }

    /**
     * {@return uniform in [0, bound)} The unsigned {@link #nextInt()} modulo the bound, where values beyond the largest
     * multiple of the bound are drawn again.
     */
    @Override
    public int nextInt(int bound) {
        requireAbove("bound", bound, 0);
        long accepted = (1L << Integer.SIZE) - (1L << Integer.SIZE) % bound;
        long drawn;
        do {
            drawn = Integer.toUnsignedLong(nextInt());
        } while (drawn >= accepted);
        return (int) (drawn % bound);
    }

    /** {@return uniform in [origin, bound)} As {@link #nextInt(int)}, or {@link #nextLong(long)} for a wider range. */
    @Override
    public int nextInt(int origin, int bound) {
        requireAbove("bound", bound, origin);
        long range = (long) bound - origin;
        return range <= Integer.MAX_VALUE ? origin + nextInt((int) range) : (int) (origin + nextLong(range));
    }

    /** {@return uniform in [0, bound)} As {@link #nextInt(int)}, with {@link #nextLong()}. */
    @Override
    public long nextLong(long bound) {
        requireAbove("bound", bound, 0);
        long beyond = Long.remainderUnsigned(-bound, bound);
        long drawn;
        do {
            drawn = nextLong();
        } while (Long.compareUnsigned(drawn, -beyond) >= 0 && beyond != 0);
        return Long.remainderUnsigned(drawn, bound);
    }

    /**
     * {@return uniform in [origin, bound)} As {@link #nextLong(long)}; if the range is 2^63 or more, the first
     * {@link #nextLong()} that lies in it.
     */
    @Override
    public long nextLong(long origin, long bound) {
        requireAbove("bound", bound, origin);
        long range = bound - origin;
        if (range > 0) {
            return origin + nextLong(range);
        }
        long drawn;
        do {
            drawn = nextLong();
        } while (drawn < origin || drawn >= bound);
        return drawn;
    }

    /** {@return a multiple of 2^-53 in [0, 1), from the upper 53 bits of {@link #nextLong()}} */
    @Override
    public double nextDouble() {
        return (nextLong() >>> 11) * DOUBLE_UNIT;
    }

    /** {@return {@link #nextDouble()} stretched to [0, bound)} */
    @Override
    public double nextDouble(double bound) {
        return nextDouble(0, bound);
    }

    /** {@return {@link #nextDouble()} stretched to [origin, bound), whose width must be finite} */
    @Override
    public double nextDouble(double origin, double bound) {
        requireFiniteRange(origin, bound, bound - origin);
        double stretched = nextDouble() * (bound - origin) + origin;
        return stretched < bound ? stretched : Math.nextDown(bound);
    }

    /** {@return a multiple of 2^-24 in [0, 1), from the upper 24 bits of {@link #nextInt()}} */
    @Override
    public float nextFloat() {
        return (nextInt() >>> 8) * FLOAT_UNIT;
    }

    /** {@return {@link #nextFloat()} stretched to [0, bound)} */
    @Override
    public float nextFloat(float bound) {
        return nextFloat(0, bound);
    }

    /** {@return {@link #nextFloat()} stretched to [origin, bound), whose width must be finite} */
    @Override
    public float nextFloat(float origin, float bound) {
        requireFiniteRange(origin, bound, bound - origin);
        float stretched = nextFloat() * (bound - origin) + origin;
        return stretched < bound ? stretched : Math.nextDown(bound);
    }

    /**
     * {@return a standard normal value} Marsaglia's polar method on pairs of {@link #nextDouble()}, StrictMath; the
     * second value of a pair is kept for the next call.
     */
    @Override
    public double nextGaussian() {
        if (hasSpareGaussian) {
            hasSpareGaussian = false;
            return spareGaussian;
        }
        double x;
        double y;
        double square;
        do {
            x = 2 * nextDouble() - 1;
            y = 2 * nextDouble() - 1;
            square = x * x + y * y;
        } while (square >= 1 || square == 0);
        double scale = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
        spareGaussian = y * scale;
        hasSpareGaussian = true;
        return x * scale;
    }

    /** {@return {@code mean + deviation * nextGaussian()}} */
    @Override
    public double nextGaussian(double mean, double deviation) {
        if (!(deviation >= 0)) {
            throw new IllegalArgumentException("deviation: " + deviation + " (expected: >= 0)");
        }
        return mean + deviation * nextGaussian();
    }

    /** {@return an exponential value of mean 1} -ln(1 - {@link #nextDouble()}), StrictMath. */
    @Override
    public double nextExponential() {
        return -StrictMath.log(1 - nextDouble());
    }

    /** Puts the values in a uniformly chosen order: Fisher-Yates from the end, with {@link #nextInt(int)}. */
    public void shuffle(int[] values) {
        for (int last = values.length - 1; last > 0; last--) {
            int chosen = nextInt(last + 1);
            int value = values[chosen];
            values[chosen] = values[last];
            values[last] = value;
        }
    }

    /**
     * {@return {@code k} distinct numbers of [0, n), ascending} Every such set has equal probability: Floyd's method
     * (Bentley and Floyd 1987) with {@link #nextInt(int)}. Takes k draws and n/8 bytes of memory.
     */
    public int[] sample(int n, int k) {
        if (k < 0 || k > n) {
            throw new IllegalArgumentException("k: " + k + " (expected: in [0, " + n + "])");
        }
        BitSet chosen = new BitSet(n);
        for (int last = n - k; last < n; last++) {
            int drawn = nextInt(last + 1);
            chosen.set(chosen.get(drawn) ? last : drawn);
        }
        return chosen.stream().toArray();
    }

    /** {@return a name that tells nothing of the seed} */
    @Override
    public String toString() {
        return "AesCtrGenerator";
    }

    private static void requireAbove(String name, long value, long least) {
        if (value <= least) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: > " + least + ")");
        }
    }

    private static void requireFiniteRange(double origin, double bound, double width) {
        if (!(origin < bound) || !Double.isFinite(width)) {
            throw new IllegalArgumentException(
                    "range: [" + origin + ", " + bound + ") (expected: not empty, finite width)");
        }
    }
}
