package org.folkmoot.core.canonical;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Writes doubles as the decimal strings that stand in programs and proofs.
 *
 * <p>{@link Double#toString(double)} is not used: releases of the JDK before 19 write some values with more digits than
 * later ones, and the same program would have two digests.
 */
public final class Decimals {
    private static final int MAX_DIGITS = 17;

    private Decimals() {}

    /**
     * {@return the decimal with the fewest significant digits that reads back as this value}, in plain notation.
     *
     * @throws IllegalArgumentException if the value is not finite
     */
    public static String shortest(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("value: " + value + " (expected: finite)");
        }
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits <= MAX_DIGITS; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == value) {
                return plain(rounded);
            }
        }
        throw new AssertionError("17 significant digits determine a double: " + exact);
    }

    /**
     * {@return the double that a plain decimal string denotes}
     *
     * @throws IllegalArgumentException if the text is not what {@link #shortest} writes for some double
     */
    public static double parse(String text) {
        double value;
        try {
            value = new BigDecimal(text).doubleValue();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("decimal: \"" + text + "\" (expected: a plain decimal number)", e);
        }
        if (!Double.isFinite(value) || !shortest(value).equals(text)) {
            throw new IllegalArgumentException("decimal: \"" + text + "\" (expected: the shortest plain form)");
        }
        return value;
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
