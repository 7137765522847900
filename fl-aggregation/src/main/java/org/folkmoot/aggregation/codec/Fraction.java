package org.folkmoot.aggregation.codec;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.folkmoot.core.canonical.Decimals;

/**
 * The share of positions that a sparse update keeps, counted in decimal arithmetic: 0.1 of 30 positions are 3, where
 * binary arithmetic, rounded up, would say 4.
 */
record Fraction(double value) {
    static final String NAME = "fraction";

    Fraction {
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException("fraction: " + value + " (expected: in (0, 1])");
        }
    }

    /** {@return the number of positions kept of so many, rounded up, so at least 1} */
    int of(int positions) {
        return new BigDecimal(text())
                .multiply(BigDecimal.valueOf(positions))
                .setScale(0, RoundingMode.CEILING)
                .intValueExact();
    }

    String text() {
        return Decimals.shortest(value);
    }
}
