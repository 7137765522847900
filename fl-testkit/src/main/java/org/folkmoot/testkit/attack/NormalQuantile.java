package org.folkmoot.testkit.attack;

/**
 * The quantile of the standard normal distribution, by bisection of its distribution function: the same bits on every
 * JVM, within 1e-12 of the real value.
 *
 * <p>The distribution function is a series of positive terms near the middle and a continued fraction in the tail, so no
 * digits cancel (Abramowitz and Stegun 1964, 26.2.11 and 26.2.14).
 */
final class NormalQuantile {
    private static final double LARGEST = 38.5;
    private static final double TAIL_FROM = 3;
    private static final int FRACTION_DEPTH = 200;
    private static final double DENSITY_AT_ZERO = 1 / Math.sqrt(2 * Math.PI);

    private NormalQuantile() {}

    /** {@return the value below which this share of the population lies; the share in (0, 1)} */
    static double of(double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("share: " + share + " (expected: in (0, 1))");
        }
        if (share == 0.5) {
            return 0;
        }
        return share < 0.5 ? -above(share) : above(1 - share);
    }

    /** {@return the positive value above which this share below one half lies} */
    private static double above(double share) {
        double low = 0;
        double high = LARGEST;
        double middle = high / 2;
        while (low < middle && middle < high) {
            if (shareAbove(middle) > share) {
                low = middle;
            } else {
                high = middle;
            }
            middle = low + (high - low) / 2;
        }
        return middle;
    }

    private static double shareAbove(double x) {
        double density = DENSITY_AT_ZERO * StrictMath.exp(-x * x / 2);
        return x < TAIL_FROM ? 0.5 - density * series(x) : density / fraction(x);
    }

    /** x + x^3/3 + x^5/(3*5) + ... */
    private static double series(double x) {
        double term = x;
        double sum = 0;
        for (int odd = 3; sum + term > sum; odd += 2) {
            sum += term;
            term *= x * x / odd;
        }
        return sum;
    }

    /** x + 1/(x + 2/(x + 3/(x + ...))) */
    private static double fraction(double x) {
        double value = x;
        for (int depth = FRACTION_DEPTH; depth > 0; depth--) {
            value = x + depth / value;
        }
        return value;
    }
}
