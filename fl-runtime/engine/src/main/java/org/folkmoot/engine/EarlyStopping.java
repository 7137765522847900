package org.folkmoot.engine;

import java.util.List;

/**
 * Ends a run when a metric of the evaluation has stopped getting better.
 *
 * @param metric name of the metric
 * @param larger whether larger values are better
 * @param patience how many rounds in a row may pass without a new best, at least 1
 * @param minDelta by how much a value must beat the best to count, at least 0
 */
public record EarlyStopping(String metric, boolean larger, int patience, double minDelta) {
    /** Rejects values outside their ranges. */
    public EarlyStopping {
        if (patience < 1) {
            throw new IllegalArgumentException("patience: " + patience + " (expected: >= 1)");
        }
        if (!(minDelta >= 0)) {
            throw new IllegalArgumentException("minDelta: " + minDelta + " (expected: >= 0)");
        }
    }

    /** {@return stop when this metric, larger is better, has not improved for so many rounds} */
    public static EarlyStopping whenStale(String metric, int patience) {
        return new EarlyStopping(metric, true, patience, 0);
    }

    /** {@return whether a run with these values, oldest first, should stop} */
    public boolean shouldStop(List<Double> values) {
        double best = Double.NEGATIVE_INFINITY;
        int stale = 0;
        for (double value : values) {
            double score = larger ? value : -value;
            if (score > best + minDelta || best == Double.NEGATIVE_INFINITY) {
                best = score;
                stale = 0;
            } else {
                stale++;
            }
        }
        return stale >= patience;
    }
}
