package org.folkmoot.aggregation.rule;

import org.folkmoot.api.aggregation.RingEncoding;
import org.folkmoot.api.model.ParameterVector;

/**
 * The kernel of every linear rule: adds weighted values as fixed-point integers, so that no order, thread or merge tree can
 * change the sum.
 *
 * <p>Callers check first that values are finite and within {@code maxAbs}; here every value is taken.
 */
public final class ExactSum {
    private static final int TILE = 1024;
    private static final double SHIFT = 0x1.8p52;
    private static final long SHIFT_BITS = Double.doubleToRawLongBits(SHIFT);
    private static final double EXACTLY_SHIFTED = 0x1.0p51;

    private ExactSum() {}

    /**
     * Adds {@code weight * round-half-even(values[j] * 2^fractionBits)} to {@code sum[j]}, for each value.
     *
     * @param sum at least as many elements as there are values; those beyond stay as they are
     */
    public static void add(ParameterVector values, long weight, RingEncoding encoding, long[] sum) {
        int parameters = values.size();
        double scale = 1L << encoding.fractionBits();
        boolean small = encoding.maxAbs() * scale <= EXACTLY_SHIFTED;
        double[] tile = new double[Math.min(TILE, parameters)];
        for (int from = 0; from < parameters; from += tile.length) {
            int length = Math.min(tile.length, parameters - from);
            values.copyTo(from, tile, 0, length);
            if (small) {
                addShifted(tile, length, scale, weight, sum, from);
            } else {
                addRounded(tile, length, scale, weight, sum, from);
            }
        }
    }

    /**
     * Rounds by addition: next to 1.5 * 2^52 doubles lie one apart, so the sum is rounded to the nearest whole number, ties
     * to even, as {@code rint} does; what its bits say beyond those of 1.5 * 2^52 is that number. Holds for magnitudes up to
     * 2^51, and has no branch and no call. The same as {@link #addRounded}, bit for bit.
     */
    private static void addShifted(double[] tile, int length, double scale, long weight, long[] sum, int from) {
        for (int i = 0; i < length; i++) {
            tile[i] = tile[i] * scale + SHIFT;
        }
        for (int i = 0; i < length; i++) {
            sum[from + i] += weight * (Double.doubleToRawLongBits(tile[i]) - SHIFT_BITS);
        }
    }

    private static void addRounded(double[] tile, int length, double scale, long weight, long[] sum, int from) {
        for (int i = 0; i < length; i++) {
            sum[from + i] += weight * (long) StrictMath.rint(tile[i] * scale);
        }
    }
}
