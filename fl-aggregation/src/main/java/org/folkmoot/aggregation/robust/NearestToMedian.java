package org.folkmoot.aggregation.robust;

import org.folkmoot.api.aggregation.TileRule;
import org.folkmoot.api.aggregation.UpdateTile;

/**
 * The mean of those values of each column that are nearest to its median. They stand side by side in the sorted column; of two
 * that are equally far the smaller one is taken, so that it matters to nobody who sent it.
 *
 * <p>Values that are taken whatever the median is, those in the middle of the column, are added for all columns at once, after
 * the others.
 *
 * @param without how many values are left out of each column
 */
record NearestToMedian(int without) implements TileRule {
    @Override
    public void aggregate(UpdateTile in, double[] out) {
        int kept = in.clients() - without;
        int middle = Math.min(without, kept);
        for (int j = 0; j < in.width(); j++) {
            out[j] = outside(in.sortedColumn(j), middle, kept);
        }
        in.addSortedTo(out, middle, kept, 1);
        for (int j = 0; j < in.width(); j++) {
            out[j] /= kept;
        }
    }

    /** The sum of the values that are taken and do not stand in the middle, in ascending order. */
    private double outside(double[] sorted, int middle, int kept) {
        int from = first(sorted, kept);
        double sum = 0;
        for (int i = from; i < Math.min(middle, from + kept); i++) {
            sum += sorted[i];
        }
        for (int i = Math.max(kept, from); i < from + kept; i++) {
            sum += sorted[i];
        }
        return sum;
    }

    /** A value at the lower end is left out while the one that would follow at the upper end is nearer. */
    private int first(double[] sorted, int kept) {
        int n = sorted.length;
        double median = n % 2 == 1 ? sorted[n / 2] : 0.5 * sorted[n / 2 - 1] + 0.5 * sorted[n / 2];
        int from = 0;
        while (from < without && median - sorted[from] > sorted[from + kept] - median) {
            from++;
        }
        return from;
    }
}
