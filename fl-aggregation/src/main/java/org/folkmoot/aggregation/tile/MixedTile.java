package org.folkmoot.aggregation.tile;

import java.util.Arrays;
import org.folkmoot.api.aggregation.Mixing;

/** A tile of updates after a filter. */
final class MixedTile implements Points.MovableTile {
    private final Points.MovableTile base;
    private final Mixing mixing;
    private final double[][] values;
    private final double[] column;

    MixedTile(Points.MovableTile base, Mixing mixing) {
        this.base = base;
        this.mixing = mixing;
        this.values = new double[mixing.outputs()][TileRun.WIDTH];
        this.column = new double[mixing.outputs()];
    }

    @Override
    public void moveTo(int from, int width) {
        base.moveTo(from, width);
        for (int i = 0; i < values.length; i++) {
            Arrays.fill(values[i], 0, width, 0);
            for (int k = 0; k < mixing.inputs(); k++) {
                double coefficient = mixing.coefficient(i, k);
                if (coefficient != 0) {
                    base.addTo(values[i], k, coefficient);
                }
            }
        }
    }

    @Override
    public int clients() {
        return values.length;
    }

    @Override
    public int width() {
        return base.width();
    }

    @Override
    public int from() {
        return base.from();
    }

    @Override
    public double value(int rank, int at) {
        return values[rank][at];
    }

    @Override
    public void copyRow(int rank, double[] target) {
        System.arraycopy(values[rank], 0, target, 0, width());
    }

    @Override
    public void addTo(double[] sums, int rank, double coefficient) {
        double[] row = values[rank];
        for (int j = 0; j < width(); j++) {
            sums[j] += coefficient * row[j];
        }
    }

    @Override
    public double[] sortedColumn(int at) {
        for (int i = 0; i < column.length; i++) {
            column[i] = values[i][at];
        }
        Arrays.sort(column);
        return column;
    }

    @Override
    public void addSortedTo(double[] sums, int place, double coefficient) {
        for (int j = 0; j < width(); j++) {
            sums[j] += coefficient * sortedColumn(j)[place];
        }
    }
}
