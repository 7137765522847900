package org.folkmoot.trainers.gpu;

import static java.util.Objects.requireNonNull;

import org.folkmoot.trainers.cuda.DeviceMemory;
import org.folkmoot.trainers.cuda.Gpu;
import org.folkmoot.trainers.cuda.GpuException;
import org.folkmoot.trainers.cuda.KernelModule;

/**
 * Coordinate-wise medians and trimmed means on a card.
 *
 * <p>Guarantees: medians, of odd and of even numbers of updates, and trimmed means of up to {@value #MOST_SORTED}
 * updates have exactly the bits of {@link StrictOrder}: values are selected, not computed, and the sums are made in the
 * same order in double. Trimmed means of more updates keep the same values but add them in another order; they differ
 * by at most {@link #trimmedMeanBound}. Takes 1 to {@value #MOST_UPDATES} updates.
 */
public final class GpuOrder {
    /** Most updates whose trimmed means have the strict path's bits. */
    public static final int MOST_SORTED = 128;

    /** Most updates at once. */
    public static final int MOST_UPDATES = 65_535;

    private static final int THREADS = 128;
    private static final long BUDGET = 2L << 30;
    private static final int[] MEDIAN_HALVES = {16, 32, 52, 64};
    private static final int[] TRIMMED_SIZES = {32, 64, 128};

    private final Gpu gpu;

    private GpuOrder(Gpu gpu) {
        this.gpu = gpu;
    }

    /** {@return order statistics on this card, which stays the caller's} */
    public static GpuOrder on(Gpu gpu) {
        return new GpuOrder(requireNonNull(gpu, "gpu"));
    }

    /**
     * {@return how far trimmed means of the card and of the strict path can differ} Both add the same k = n - 2 cut values
     * and divide once. Each sum is within γ(k) of the true one, in terms of the sum of absolute values, at most k times the
     * greatest; a value that stands at a cut several times is multiplied, one more rounding; the division is one each. So
     * the difference is at most 2 γ(k + 2) times the greatest absolute value (Higham, 2nd ed., §4.2).
     *
     * @param greatest the greatest absolute value among the updates
     */
    public static double trimmedMeanBound(int updates, int cut, double greatest) {
        return updates <= MOST_SORTED ? 0 : 2 * ErrorBound.gamma(updates - 2L * cut + 2) * greatest;
    }

    /** {@return the statistic of every coordinate} */
    public double[] of(OrderStatistic statistic, UpdateMatrix updates) throws GpuException {
        int n = updates.rows();
        statistic.requireUpdates(n);
        if (n > MOST_UPDATES) {
            throw new IllegalArgumentException("updates: " + n + " (expected: <= " + MOST_UPDATES + ")");
        }
        double[] out = new double[updates.columns()];
        if (out.length == 0) {
            return out;
        }
        long fitting = Math.min(BUDGET, gpu.freeMemory()) / ((long) n * Float.BYTES + Double.BYTES);
        int most = (int) Math.max(1, Math.min(fitting, out.length));
        try (DeviceMemory rows = gpu.allocate((long) n * most * Float.BYTES);
                DeviceMemory results = gpu.allocate((long) most * Double.BYTES)) {
            for (int from = 0; from < out.length; from += most) {
                int first = from;
                int width = Math.min(most, out.length - from);
                gpu.upload(rows, n, width, (row, at, target) -> updates.copy(row, first + at, target));
                launch(statistic, rows, n, width, results);
                gpu.download(results, 0, out, from, width);
            }
        }
        return out;
    }

    private void launch(OrderStatistic statistic, DeviceMemory rows, int n, int width, DeviceMemory results)
            throws GpuException {
        long blocks = (width + THREADS - 1L) / THREADS;
        if (statistic instanceof OrderStatistic.TrimmedMean trimmed) {
            gpu.launch(
                    gpu.kernel(KernelModule.ORDER, "trimmed_" + ending(n, 1, TRIMMED_SIZES)),
                    blocks,
                    1,
                    THREADS,
                    rows,
                    n,
                    width,
                    width,
                    trimmed.cut(),
                    results);
        } else {
            gpu.launch(
                    gpu.kernel(KernelModule.ORDER, "median_" + ending(n, 2, MEDIAN_HALVES)),
                    blocks,
                    1,
                    THREADS,
                    rows,
                    n,
                    width,
                    width,
                    results);
        }
    }

    /** {@return the least size that holds so many updates, or "any"} */
    private static String ending(int updates, int perSize, int... sizes) {
        for (int size : sizes) {
            if (updates <= perSize * size) {
                return Integer.toString(size);
            }
        }
        return "any";
    }
}
