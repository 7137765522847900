package org.folkmoot.privacy.accountant;

/** Sums of positive numbers too large or small for a double, kept by their logarithms. */
final class LogSum {
    private double largest = Double.NEGATIVE_INFINITY;
    private double scaled;

    /** Adds e^log. */
    void add(double log) {
        if (log == Double.NEGATIVE_INFINITY) {
            return;
        }
        if (log <= largest) {
            scaled += StrictMath.exp(log - largest);
        } else {
            scaled = scaled * StrictMath.exp(largest - log) + 1;
            largest = log;
        }
    }

    /** {@return the logarithm of the sum, negative infinity of nothing} */
    double log() {
        return largest == Double.NEGATIVE_INFINITY ? largest : largest + StrictMath.log(scaled);
    }

    /** {@return the logarithm of one and the sum} */
    double log1p() {
        double log = log();
        return log > 0 ? log + StrictMath.log1p(StrictMath.exp(-log)) : StrictMath.log1p(StrictMath.exp(log));
    }
}
