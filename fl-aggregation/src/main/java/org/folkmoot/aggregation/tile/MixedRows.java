package org.folkmoot.aggregation.tile;

import java.util.Arrays;
import org.folkmoot.api.aggregation.Mixing;

/**
 * Updates after a filter, made of a tile of those before it.
 *
 * @param below the tile, moved to where it is needed
 * @param mixing the filter
 */
record MixedRows(Points.MovableTile below, Mixing mixing) implements DoubleTile.RowSource {
    @Override
    public void read(int rank, int from, int width, double[] target) {
        move(from, width);
        Arrays.fill(target, 0, width, 0);
        double[] row = new double[mixing.inputs()];
        Arrays.setAll(row, input -> mixing.coefficient(rank, input));
        below.addAllTo(target, row);
    }

    /** A sum of sums is one sum: n updates are read once, however many outputs each went into. */
    @Override
    public boolean addAllTo(int from, int width, double[] sums, double[] coefficients) {
        if (coefficients.length != mixing.outputs()) {
            return false;
        }
        move(from, width);
        double[] inputs = new double[mixing.inputs()];
        for (int output = 0; output < coefficients.length; output++) {
            for (int input = 0; input < inputs.length; input++) {
                inputs[input] += coefficients[output] * mixing.coefficient(output, input);
            }
        }
        below.addAllTo(sums, inputs);
        return true;
    }

    private void move(int from, int width) {
        if (below.from() != from || below.width() != width) {
            below.moveTo(from, width);
        }
    }
}
