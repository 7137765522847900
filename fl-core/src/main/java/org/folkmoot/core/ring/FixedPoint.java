package org.folkmoot.core.ring;

import java.math.BigInteger;
import java.util.function.IntToDoubleFunction;

/**
 * How real numbers become integers and how a sum of such integers becomes a mean again.
 *
 * <p>A value v in [-maxAbs, maxAbs] becomes q = round-half-even(v · 2^fractionBits). Multiplying by a power of two is
 * exact and rounding is monotonic, so |q| is at most q(maxAbs), and no weighted sum of a total weight up to
 * maxTotalWeight exceeds q(maxAbs) · maxTotalWeight. The constructor refuses parameters for which that is not below
 * 2^(ringBits - 1).
 *
 * <p>Guarantees: bounded sums never overflow the signed range of the ring; the same integers on every JDK and CPU; the
 * error of a value is at most {@link #resolution()} / 2. The bulk methods check all values before they change anything,
 * allocate nothing, and are O(n). Does not guarantee that callers add up no more weight than declared. Immutable, safe
 * for use by several threads.
 *
 * <p>Source: Bonawitz et al. 2017, §4 (sums modulo R); Bonawitz et al. 2019, "Federated Learning with Autotuned
 * Communication-Efficient Secure Aggregation" (fixed-point encoding).
 *
 * @param fractionBits a value is a multiple of 2^-fractionBits, in [0, {@value #MAX_FRACTION_BITS}]
 * @param ringBits sums are taken modulo 2^ringBits, in [1, 64]
 * @param maxAbs largest magnitude of a value, in parameter units, > 0
 * @param maxTotalWeight largest sum of weights, >= 1
 */
public record FixedPoint(int fractionBits, int ringBits, double maxAbs, long maxTotalWeight) {
    /** The finest resolution, 2^-52: more than a double of magnitude 1 holds. */
    public static final int MAX_FRACTION_BITS = 52;

    /** The finest resolution that {@link #forBounds} picks: far below the precision of float32 training. */
    private static final int ENOUGH_FRACTION_BITS = 40;

    /** Refuses parameters whose sums might not fit, with the numbers. */
    public FixedPoint {
        require(fractionBits >= 0 && fractionBits <= MAX_FRACTION_BITS, "fractionBits", fractionBits, "in [0, 52]");
        require(ringBits >= 1 && ringBits <= Long.SIZE, "ringBits", ringBits, "in [1, 64]");
        require(maxAbs > 0 && Double.isFinite(maxAbs), "maxAbs", maxAbs, "> 0, finite");
        require(maxTotalWeight >= 1, "maxTotalWeight", maxTotalWeight, ">= 1");
        double largest = scaled(maxAbs, fractionBits);
        require(largest >= 1, "maxAbs", maxAbs, ">= 2^-" + fractionBits + ", the resolution");
        if (!fits(largest, ringBits, maxTotalWeight)) {
            throw new IllegalArgumentException(
                    "sum: up to " + largest + " * " + maxTotalWeight + " for maxAbs " + maxAbs
                            + ", fractionBits " + fractionBits + " (expected: < 2^" + (ringBits - 1) + " for ringBits "
                            + ringBits + ")");
        }
    }

    /**
     * {@return the finest encoding of at most 40 fraction bits whose sums fit}
     *
     * @throws IllegalArgumentException if not even whole numbers fit
     */
    public static FixedPoint forBounds(double maxAbs, long maxTotalWeight, int ringBits) {
        for (int bits = ENOUGH_FRACTION_BITS; bits > 0; bits--) {
            double largest = scaled(maxAbs, bits);
            if (largest < 1 || fits(largest, ringBits, maxTotalWeight)) {
                return new FixedPoint(bits, ringBits, maxAbs, maxTotalWeight);
            }
        }
        return new FixedPoint(0, ringBits, maxAbs, maxTotalWeight);
    }

    /** {@return the distance between neighbouring values, in parameter units} */
    public double resolution() {
        return 1 / scale();
    }

    /**
     * {@return the integer for this value}
     *
     * @throws IllegalArgumentException if the value is not finite or its magnitude exceeds maxAbs
     */
    public long quantize(double value) {
        if (!(Math.abs(value) <= maxAbs)) {
            throw new IllegalArgumentException("value: " + value + " (expected: magnitude <= " + maxAbs + ")");
        }
        return (long) StrictMath.rint(value * scale());
    }

    /**
     * Adds {@code weight} times the integer of each value to {@code sums}, all or nothing. The sums are signed; they
     * are ring elements once reduced, see {@link RingVector#of}.
     *
     * @param weight in [1, maxTotalWeight]
     * @throws IllegalArgumentException if a value is not finite or its magnitude exceeds maxAbs
     */
    public void accumulate(float[] values, long weight, long[] sums) {
        requireWeight(weight);
        requireSameLength(values.length, sums.length);
        requireBounded(values);
        double scale = scale();
        for (int i = 0; i < values.length; i++) {
            sums[i] += weight * (long) StrictMath.rint(values[i] * scale);
        }
    }

    /** Does for doubles what {@link #accumulate(float[], long, long[])} does for floats. */
    public void accumulate(double[] values, long weight, long[] sums) {
        requireWeight(weight);
        requireSameLength(values.length, sums.length);
        requireBounded(values);
        double scale = scale();
        for (int i = 0; i < values.length; i++) {
            sums[i] += weight * (long) StrictMath.rint(values[i] * scale);
        }
    }

    /** {@return the signed number that this ring element stands for; bits above ringBits are ignored} */
    public long toSigned(long ringElement) {
        int unused = Long.SIZE - ringBits;
        return ringElement << unused >> unused;
    }

    /**
     * {@return the mean in parameter units, of a signed sum of integers of this total weight} Two roundings: that of
     * the sum to a double and that of the quotient.
     *
     * @param totalWeight in [1, maxTotalWeight]
     */
    public double dequantizeMean(long signedSum, long totalWeight) {
        requireWeight(totalWeight);
        return signedSum * resolution() / totalWeight;
    }

    /** Does for the first {@code means.length} sums what {@link #dequantizeMean(long, long)} does for one. */
    public void dequantizeMeans(long[] signedSums, long totalWeight, double[] means) {
        requireWeight(totalWeight);
        require(means.length <= signedSums.length, "means.length", means.length, "<= " + signedSums.length);
        double resolution = resolution();
        for (int i = 0; i < means.length; i++) {
            means[i] = signedSums[i] * resolution / totalWeight;
        }
    }

    private double scale() {
        return 1L << fractionBits;
    }

    private static double scaled(double maxAbs, int fractionBits) {
        return StrictMath.rint(maxAbs * (1L << fractionBits));
    }

    /** The first test keeps what is not exact in a long, infinity included, away from the second. */
    private static boolean fits(double largest, int ringBits, long maxTotalWeight) {
        if (!(largest < 0x1.0p63)) {
            return false;
        }
        BigInteger sum = BigInteger.valueOf((long) largest).multiply(BigInteger.valueOf(maxTotalWeight));
        return sum.bitLength() <= ringBits - 1;
    }

    private void requireBounded(float[] values) {
        boolean bounded = true;
        for (float value : values) {
            bounded &= Math.abs(value) <= maxAbs;
        }
        if (!bounded) {
            throw unbounded(values.length, i -> values[i]);
        }
    }

    private void requireBounded(double[] values) {
        boolean bounded = true;
        for (double value : values) {
            bounded &= Math.abs(value) <= maxAbs;
        }
        if (!bounded) {
            throw unbounded(values.length, i -> values[i]);
        }
    }

    private IllegalArgumentException unbounded(int length, IntToDoubleFunction values) {
        int first = 0;
        while (first < length - 1 && Math.abs(values.applyAsDouble(first)) <= maxAbs) {
            first++;
        }
        return new IllegalArgumentException(
                "values[" + first + "]: " + values.applyAsDouble(first) + " (expected: magnitude <= " + maxAbs + ")");
    }

    private void requireWeight(long weight) {
        require(weight >= 1 && weight <= maxTotalWeight, "weight", weight, "in [1, " + maxTotalWeight + "]");
    }

    private static void requireSameLength(int values, int sums) {
        require(values == sums, "length", values, String.valueOf(sums));
    }

    private static void require(boolean holds, String name, Number value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }
}
