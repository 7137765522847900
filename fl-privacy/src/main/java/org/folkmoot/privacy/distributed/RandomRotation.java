package org.folkmoot.privacy.distributed;

import java.util.Arrays;
import org.folkmoot.api.Digest;
import org.folkmoot.core.random.AesCtrGenerator;

/**
 * Spreads a vector evenly over its coordinates, so that a coarse grid and a small modulus hold it: random signs, then a
 * Walsh-Hadamard transform. All clients of a round use the same public seed; the sum is turned back.
 *
 * <p>Guarantees: the L2 norm stays, but for rounding; the same bits on every JVM. Hides nothing. O(n log n).
 *
 * <p>Source: Ailon and Chazelle 2006; Suresh, Yu, Kumar and McMahan 2017.
 */
public final class RandomRotation {
    private final int dimension;
    private final boolean[] negative;

    private RandomRotation(int dimension, boolean[] negative) {
        this.dimension = dimension;
        this.negative = negative;
    }

    /** {@return the rotation of vectors of this dimension that follows from this public seed} */
    public static RandomRotation of(int dimension, Digest seed) {
        if (dimension < 1 || dimension > 1 << 30) {
            throw new IllegalArgumentException("dimension: " + dimension + " (expected: in [1, 2^30])");
        }
        int padded = dimension == 1 ? 1 : Integer.highestOneBit(dimension - 1) << 1;
        AesCtrGenerator random = AesCtrGenerator.fromSeed(seed);
        boolean[] negative = new boolean[padded];
        for (int i = 0; i < padded; i++) {
            negative[i] = random.nextBoolean();
        }
        return new RandomRotation(dimension, negative);
    }

    /** {@return the dimension of rotated vectors: the next power of two} */
    public int paddedDimension() {
        return negative.length;
    }

    /** {@return the vector, rotated} */
    public double[] rotate(double[] values) {
        requireLength(values, dimension);
        double[] rotated = Arrays.copyOf(values, negative.length);
        flip(rotated);
        transform(rotated);
        return rotated;
    }

    /** {@return what was rotated} */
    public double[] turnBack(double[] rotated) {
        requireLength(rotated, negative.length);
        double[] values = rotated.clone();
        transform(values);
        flip(values);
        return Arrays.copyOf(values, dimension);
    }

    private void flip(double[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = negative[i] ? -values[i] : values[i];
        }
    }

    private static void transform(double[] values) {
        for (int half = 1; half < values.length; half *= 2) {
            for (int from = 0; from < values.length; from += 2 * half) {
                for (int i = from; i < from + half; i++) {
                    double sum = values[i] + values[i + half];
                    values[i + half] = values[i] - values[i + half];
                    values[i] = sum;
                }
            }
        }
        double scale = 1 / StrictMath.sqrt(values.length);
        for (int i = 0; i < values.length; i++) {
            values[i] *= scale;
        }
    }

    private static void requireLength(double[] values, int length) {
        if (values.length != length) {
            throw new IllegalArgumentException("values.length: " + values.length + " (expected: " + length + ")");
        }
    }
}
