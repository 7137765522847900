package org.folkmoot.testkit.attack;

import java.util.function.DoubleUnaryOperator;

/** In which direction {@link WithinSpread} leaves the honest mean. */
public enum Deviation {
    /** Against the mean: -m / |m|. */
    UNIT {
        @Override
        double[] direction(HonestStatistics honest) {
            double[] mean = honest.mean();
            double length = HonestStatistics.length(mean);
            return map(mean, value -> length > 0 ? -value / length : 0);
        }
    },
    /** Against its signs: -sign(m). */
    SIGN {
        @Override
        double[] direction(HonestStatistics honest) {
            return map(honest.mean(), value -> -Math.signum(value));
        }
    },
    /** Against its standard deviation: -s. */
    STD {
        @Override
        double[] direction(HonestStatistics honest) {
            return map(honest.deviation(), value -> -value);
        }
    };

    abstract double[] direction(HonestStatistics honest);

    private static double[] map(double[] values, DoubleUnaryOperator change) {
        for (int j = 0; j < values.length; j++) {
            values[j] = change.applyAsDouble(values[j]);
        }
        return values;
    }
}
