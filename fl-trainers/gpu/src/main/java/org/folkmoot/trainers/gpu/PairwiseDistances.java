package org.folkmoot.trainers.gpu;

import org.folkmoot.trainers.cuda.GpuException;

/**
 * Squared L2 distances between all pairs of updates, each with a proven bound on its error.
 *
 * <p>Guarantees: the true distance of the given float32 values lies within {@link #bound} of {@link #squared};
 * {@link ErrorBound} has the proof. 8 bytes for each pair. Never changes.
 */
public final class PairwiseDistances {
    private final int updates;
    private final double[] squared;
    private final ErrorBound error;
    private final int columns;

    /** Takes the upper triangle, row by row, without the diagonal; nobody else keeps the array. */
    PairwiseDistances(int updates, int columns, double[] squared, ErrorBound error) {
        this.updates = updates;
        this.columns = columns;
        this.squared = squared;
        this.error = error;
    }

    /** {@return where in the triangle a pair is, i below j} */
    static int index(int updates, int i, int j) {
        return Math.toIntExact((long) i * (2L * updates - i - 1) / 2 + j - i - 1);
    }

    /** {@return how many pairs there are} */
    static int pairs(int updates) {
        return Math.toIntExact((long) updates * (updates - 1) / 2);
    }

    /** {@return how many updates there are} */
    public int updates() {
        return updates;
    }

    /** {@return how many parameters each update has} */
    int columns() {
        return columns;
    }

    /** {@return the squared distance as computed, 0 between an update and itself} */
    public double squared(int i, int j) {
        return i == j ? 0 : squared[index(updates, Math.min(i, j), Math.max(i, j))];
    }

    /** {@return how far the true squared distance may be from it, infinite where it overflowed} */
    public double bound(int i, int j) {
        return i == j ? 0 : error.around(squared(i, j));
    }

    /** Computes distances ahead, such as {@code GpuDistances.on(gpu)::of}. */
    @FunctionalInterface
    public interface Source {
        /**
         * {@return the distances between all rows}
         *
         * @throws GpuException if it cannot; the strict path then does
         */
        PairwiseDistances of(UpdateMatrix updates) throws GpuException;
    }
}
