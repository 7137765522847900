package org.folkmoot.benchmarks.result;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * A measured quantity with how far its samples lay apart. The median stands for it, because a busy machine only ever
 * makes a run slower and the mean would carry that.
 *
 * @param median the middle sample, or the mean of the two middle ones
 * @param min the least sample
 * @param max the greatest sample
 * @param samples how many there were, at least 1
 */
public record Spread(double median, double min, double max, int samples) {
    /** Rejects what is no spread. */
    public Spread {
        if (samples < 1) {
            throw new IllegalArgumentException("samples: " + samples + " (expected: >= 1)");
        }
        if (!(min <= median && median <= max)) {
            throw new IllegalArgumentException(
                    "min, median, max: " + min + ", " + median + ", " + max + " (expected: in this order)");
        }
    }

    /** {@return the spread of these samples, at least one, all finite} */
    public static Spread of(List<Double> samples) {
        double[] sorted =
                samples.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("samples: 0 (expected: >= 1)");
        }
        if (!Double.isFinite(sorted[0]) || !Double.isFinite(sorted[sorted.length - 1])) {
            throw new IllegalArgumentException("samples: " + samples + " (expected: finite)");
        }
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1], sorted.length);
    }

    /** {@return the spread in another unit} The function must grow with its argument, as a change of unit does. */
    public Spread map(DoubleUnaryOperator increasing) {
        return new Spread(
                increasing.applyAsDouble(median),
                increasing.applyAsDouble(min),
                increasing.applyAsDouble(max),
                samples);
    }
}
