package org.folkmoot.aggregation.codec;

/**
 * Keeps the k largest magnitudes of an array in linear time: the k-th largest is found by counting the four 16-bit digits
 * of the values, highest first, for the bits of non-negative doubles have the order of the doubles.
 */
final class LargestMagnitudes {
    private static final int DIGIT_BITS = 16;
    private static final int DIGITS = 1 << DIGIT_BITS;

    private LargestMagnitudes() {}

    /** Sets to zero all but the k values of largest magnitude; of equal ones those at the lowest positions stay. */
    static void keep(double[] values, int k) {
        long least = kthLargest(values, k);
        int ofLeast = k;
        for (double value : values) {
            ofLeast -= bits(value) > least ? 1 : 0;
        }
        for (int i = 0; i < values.length; i++) {
            long bits = bits(values[i]);
            boolean kept = bits > least || (bits == least && ofLeast-- > 0);
            values[i] = kept && bits != 0 ? values[i] : 0.0;
        }
    }

    /** {@return the bits of the k-th largest magnitude} */
    private static long kthLargest(double[] values, int k) {
        long prefix = 0;
        int rank = k;
        for (int shift = Long.SIZE - DIGIT_BITS; shift >= 0; shift -= DIGIT_BITS) {
            int[] counts = count(values, prefix, shift);
            int digit = DIGITS - 1;
            while (counts[digit] < rank) {
                rank -= counts[digit--];
            }
            prefix |= (long) digit << shift;
        }
        return prefix;
    }

    /** Counts the digit at this place among values that agree with the prefix above it. */
    private static int[] count(double[] values, long prefix, int shift) {
        int[] counts = new int[DIGITS];
        long above = shift == Long.SIZE - DIGIT_BITS ? 0 : -1L << (shift + DIGIT_BITS);
        for (double value : values) {
            long bits = bits(value);
            if ((bits & above) == prefix) {
                counts[(int) (bits >>> shift) & (DIGITS - 1)]++;
            }
        }
        return counts;
    }

    private static long bits(double value) {
        return Double.doubleToRawLongBits(Math.abs(value));
    }
}
