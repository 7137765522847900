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
        if (in.clients() != coefficients.length) {
            throw new IllegalArgumentException(
                    "coefficients: " + coefficients.length + " (expected: " + in.clients() + ", one per update)");
        }
        Arrays.fill(out, 0, in.width(), 0);
        for (int i = 0; i < coefficients.length; i++) {
            if (coefficients[i] != 0) {
                in.addTo(out, i, coefficients[i]);
            }
        }
    }
}
