package org.folkmoot.aggregation.robust;

import org.folkmoot.api.aggregation.TileRule;
import org.folkmoot.api.aggregation.UpdateTile;

/**
 * The mean of those values of each column that are nearest to its median. They stand side by side in the sorted column; of two
 * that are equally far the smaller one is taken, so that it matters to nobody who sent it.
 *
 * @param without how many values are left out of each column
 */
record NearestToMedian(int without) implements TileRule {
    @Override
    public void aggregate(UpdateTile in, double[] out) {
        int n = in.clients();
        for (int j = 0; j < in.width(); j++) {
            double[] sorted = in.sortedColumn(j);
            double median = n % 2 == 1 ? sorted[n / 2] : 0.5 * sorted[n / 2 - 1] + 0.5 * sorted[n / 2];
            int from = 0;
            int to = n;
            for (int i = 0; i < without; i++) {
                if (median - sorted[from] > sorted[to - 1] - median) {
                    from++;
                } else {
                    to--;
                }
            }
            double sum = 0;
            for (int i = from; i < to; i++) {
                sum += sorted[i];
            }
            out[j] = sum / (to - from);
        }
    }
}
