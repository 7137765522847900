package org.folkmoot.testkit.aggregation;

import java.util.Arrays;
import java.util.List;
import org.folkmoot.api.aggregation.UpdateTile;
import org.folkmoot.api.model.ParameterVector;

/** A stretch of some updates. */
record PlainTile(List<ParameterVector> updates, int from, int width) implements UpdateTile {
    @Override
    public int clients() {
        return updates.size();
    }

    @Override
    public double value(int rank, int column) {
        return updates.get(rank).get(from + column);
    }

    @Override
    public void copyRow(int rank, double[] target) {
        updates.get(rank).copyTo(from, target, 0, width);
    }

    @Override
    public void addTo(double[] sums, int rank, double coefficient) {
        for (int j = 0; j < width; j++) {
            sums[j] += coefficient * value(rank, j);
        }
    }

    @Override
    public double[] sortedColumn(int column) {
        double[] values = new double[clients()];
        Arrays.setAll(values, rank -> value(rank, column));
        Arrays.sort(values);
        return values;
    }

    @Override
    public void addSortedTo(double[] sums, int first, int afterLast, double coefficient) {
        for (int j = 0; j < width; j++) {
            double[] sorted = sortedColumn(j);
            for (int place = first; place < afterLast; place++) {
                sums[j] += coefficient * sorted[place];
            }
        }
    }
}
