package org.folkmoot.examples;

import org.folkmoot.api.aggregation.BatchAggregator;
import org.folkmoot.api.aggregation.UpdateTile;

/*
 * An aggregation rule of one's own, complete: the mean of the middle half of the values of each parameter. Beside it stands
 * one line in META-INF/services/org.folkmoot.api.aggregation.SetAggregator, by which clients and verifiers find it.
 */
@SuppressWarnings("MissingOverride") // keeps the sample short
// sample: rule
public final class MidMean implements BatchAggregator {
    public String id() {
        return "acme/mid-mean/1";
    }

    public void aggregate(UpdateTile in, double[] out) {
        int n = in.clients(), cut = n / 4;
        for (int j = 0; j < in.width(); j++) {
            double[] v = in.sortedColumn(j);
            double sum = 0;
            for (int i = cut; i < n - cut; i++) sum += v[i];
            out[j] = sum / (n - 2 * cut);
        }
    }
}
// end of sample
