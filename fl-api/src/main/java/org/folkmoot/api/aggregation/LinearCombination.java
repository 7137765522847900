package org.folkmoot.api.aggregation;

import java.util.Arrays;

/** The sum of updates, each times its coefficient, added in order of rank. */
final class LinearCombination implements TileRule {
    private final double[] coefficients;

    LinearCombination(double[] coefficients) {
        this.coefficients = coefficients.clone();
    }

    @Override
    public void aggregate(UpdateTile in, double[] out) {
        Arrays.fill(out, 0, in.width(), 0);
        in.addAllTo(out, coefficients);
    }
}
