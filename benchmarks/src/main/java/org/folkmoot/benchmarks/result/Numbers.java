package org.folkmoot.benchmarks.result;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Writes measured numbers with as many digits as a measurement deserves. */
final class Numbers {
    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);

    private Numbers() {}

    /** {@return the number with three significant digits, never in scientific notation} */
    static String rounded(double value) {
        BigDecimal rounded = new BigDecimal(value).round(THREE_DIGITS);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
