package org.folkmoot.aggregation.rule;

import org.folkmoot.api.aggregation.RingEncoding;
import org.folkmoot.api.model.ParameterVector;

/**
 * A number that travels with an update, such as how far a client went. It may be much larger than the update's values and
 * still has to be precise, so it takes two elements: a coarse one, the nearest multiple of 2^-4 times 2^-16, and a fine one,
 * the rest times 2^-8.
 *
 * <p>Guarantees, under encodings that pass {@link #requireEncodable}: multiples of 2^-4 up to {@link #largest} are sent and
 * summed exactly, also in float32; others within 2^-20. Scaling by powers of two loses nothing.
 */
public final class WideScalar {
    /** How many elements of an update it takes. */
    public static final int ELEMENTS = 2;

    /** The largest value there can be. */
    public static final double LARGEST = 0x1p20;

    private static final double GRID = 0x1p4;
    private static final double COARSE = 0x1p16;
    private static final double FINE = 0x1p8;
    private static final double LARGEST_FINE = 0x1p-13;
    private static final int FEWEST_FRACTION_BITS = 28;

    private WideScalar() {}

    /** {@return the largest value that fits updates of this bound} */
    public static double largest(double maxAbs) {
        return Math.min(LARGEST, maxAbs * COARSE);
    }

    /** Writes a value, of at most {@link #largest}, to two elements from a position on. */
    public static void write(double value, double[] update, int at) {
        double coarse = StrictMath.rint(value * GRID) / GRID;
        update[at] = coarse / COARSE;
        update[at + 1] = (value - coarse) / FINE;
    }

    /**
     * {@return the value that stands at a position of an update}
     *
     * @throws IllegalArgumentException if no value is written like this
     */
    public static double read(ParameterVector update, int at) {
        double fine = update.get(at + 1);
        if (!(Math.abs(fine) <= LARGEST_FINE)) {
            throw new IllegalArgumentException(
                    "delta[" + (at + 1) + "]: " + fine + " (expected: magnitude <= " + LARGEST_FINE + ")");
        }
        return update.get(at) * COARSE + fine * FINE;
    }

    /** {@return the sum of values from a position of a sum on} */
    public static double sum(long[] signedSum, int at, RingEncoding encoding) {
        double resolution = Math.scalb(1.0, -encoding.fractionBits());
        return signedSum[at] * resolution * COARSE + signedSum[at + 1] * resolution * FINE;
    }

    /**
     * {@return the encoding, if such numbers are precise under it}
     *
     * @throws IllegalArgumentException if not
     */
    public static RingEncoding requireEncodable(RingEncoding encoding) {
        if (encoding.fractionBits() < FEWEST_FRACTION_BITS) {
            throw new IllegalArgumentException("fractionBits: " + encoding.fractionBits() + " for maxAbs "
                    + encoding.maxAbs() + " and total weight " + encoding.maxTotalWeight() + " (expected: >= "
                    + FEWEST_FRACTION_BITS + ")");
        }
        if (encoding.maxAbs() < LARGEST_FINE) {
            throw new IllegalArgumentException("maxAbs: " + encoding.maxAbs() + " (expected: >= " + LARGEST_FINE + ")");
        }
        return encoding;
    }
}
