package org.folkmoot.privacy.noise;

import java.util.function.LongToDoubleFunction;

/** Says how far samples of integers are from a law. */
final class ChiSquare {
    private static final double LEAST_EXPECTED = 10;

    private ChiSquare() {}

    /**
     * {@return the statistic as a standard normal value, by Wilson and Hilferty's cube root; above 4.75 one in a million}
     *
     * @param counts of the values from {@code -counts.length / 2} on; the first and the last include all beyond
     */
    static double deviation(long[] counts, LongToDoubleFunction law) {
        int half = counts.length / 2;
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        double inner = 0;
        for (int k = -half + 1; k < half; k++) {
            inner += law.applyAsDouble(k);
        }
        double statistic = 0;
        int cells = 0;
        double expected = 0;
        double seen = 0;
        for (int i = 0; i < counts.length; i++) {
            boolean edge = i == 0 || i == counts.length - 1;
            expected += total * (edge ? (1 - inner) / 2 : law.applyAsDouble(i - half));
            seen += counts[i];
            if (expected >= LEAST_EXPECTED || i == counts.length - 1) {
                statistic += expected == 0 ? 0 : (seen - expected) * (seen - expected) / expected;
                cells++;
                expected = 0;
                seen = 0;
            }
        }
        double freedom = cells - 1;
        double spread = 2 / (9 * freedom);
        return (Math.cbrt(statistic / freedom) - (1 - spread)) / Math.sqrt(spread);
    }
}
