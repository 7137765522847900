package org.folkmoot.trainers.gpu;

import static java.util.Objects.requireNonNull;

import org.folkmoot.trainers.cuda.DeviceMemory;
import org.folkmoot.trainers.cuda.Gpu;
import org.folkmoot.trainers.cuda.GpuException;
import org.folkmoot.trainers.cuda.Kernel;
import org.folkmoot.trainers.cuda.KernelModule;

/**
 * Squared distances between all pairs of updates, on a card.
 *
 * <p>Guarantees: the error bound of {@link PairwiseDistances}; the same bits whatever the card and however little of its
 * memory may be used, because the order of all sums is fixed. They are not the bits of {@link StrictDistances}: compare
 * through {@link MarginedSelection}. Takes 1 to {@value #MOST_UPDATES} updates.
 */
public final class GpuDistances {
    /** Most updates at once. */
    public static final int MOST_UPDATES = 4096;

    private static final int PAIRS = 128;
    private static final int THREADS = 256;
    private static final int MOST_WIDTH = 1 << 20;
    /** What a call takes of the card's memory, at most. */
    private static final long BUDGET = 2L << 30;

    private final Gpu gpu;

    private GpuDistances(Gpu gpu) {
        this.gpu = gpu;
    }

    /** {@return distances on this card, which stays the caller's} */
    public static GpuDistances on(Gpu gpu) {
        return new GpuDistances(requireNonNull(gpu, "gpu"));
    }

    /** {@return the distances between all rows} */
    public PairwiseDistances of(UpdateMatrix updates) throws GpuException {
        int n = updates.rows();
        if (n < 1 || n > MOST_UPDATES) {
            throw new IllegalArgumentException("updates: " + n + " (expected: in [1, " + MOST_UPDATES + "])");
        }
        Shape shape = Shape.of(n, updates.columns());
        try (DeviceMemory total = gpu.allocate((long) shape.size() * Double.BYTES)) {
            gpu.clear(total);
            if (updates.columns() > 0) {
                add(updates, shape, total);
            }
            double[] sums = new double[shape.size()];
            gpu.download(total, 0, sums, 0, sums.length);
            return new PairwiseDistances(n, updates.columns(), shape.triangle(sums), ErrorBound.ofCard(shape.columns));
        }
    }

    private void add(UpdateMatrix updates, Shape shape, DeviceMemory total) throws GpuException {
        int most = shape.width(Math.min(BUDGET, gpu.freeMemory()));
        long slabs = (most + ErrorBound.SLAB - 1L) / ErrorBound.SLAB;
        try (DeviceMemory rows = gpu.allocate((long) shape.updates * most * Float.BYTES);
                DeviceMemory columns = gpu.allocate((long) shape.padded * most * Float.BYTES);
                DeviceMemory partial = gpu.allocate(slabs * shape.size() * Float.BYTES)) {
            Tiles tiles = new Tiles(gpu, shape, rows, columns, partial, total);
            for (int from = 0; from < shape.columns; from += most) {
                int first = from;
                int width = Math.min(most, shape.columns - from);
                gpu.upload(rows, shape.updates, width, (row, at, target) -> updates.copy(row, first + at, target));
                tiles.add(width);
            }
        }
    }

    /** The kernels of one tile of columns. */
    private record Tiles(
            Gpu gpu, Shape shape, DeviceMemory rows, DeviceMemory columns, DeviceMemory partial, DeviceMemory total) {
        void add(int width) throws GpuException {
            int slabs = (width + ErrorBound.SLAB - 1) / ErrorBound.SLAB;
            gpu.launch(
                    kernel("to_columns"),
                    blocks(width),
                    shape.padded / 8,
                    THREADS,
                    rows,
                    columns,
                    shape.updates,
                    width,
                    width,
                    shape.padded);
            gpu.launch(
                    kernel("slab_distances"),
                    shape.tiles,
                    slabs,
                    THREADS,
                    columns,
                    width,
                    shape.padded,
                    ErrorBound.SLAB,
                    partial);
            gpu.launch(kernel("add_slabs"), blocks(shape.size()), 1, THREADS, partial, slabs, shape.size(), total);
        }

        private Kernel kernel(String name) throws GpuException {
            return gpu.kernel(KernelModule.DISTANCES, name);
        }

        private static long blocks(int threads) {
            return (threads + THREADS - 1L) / THREADS;
        }
    }

    /** Sizes: updates padded to whole squares of pairs, and the squares of the upper triangle. */
    private record Shape(int updates, int columns, int padded, int tiles) {
        static Shape of(int updates, int columns) {
            int across = (updates + PAIRS - 1) / PAIRS;
            return new Shape(updates, columns, across * PAIRS, across * (across + 1) / 2);
        }

        int size() {
            return tiles * PAIRS * PAIRS;
        }

        /** {@return how many columns fit, in whole slabs, at least one slab: less cannot be asked for} */
        int width(long bytes) {
            long perSlab = (long) ErrorBound.SLAB * Float.BYTES * (updates + padded) + (long) size() * Float.BYTES;
            long fitting = Math.max(1, Math.min(bytes / perSlab, MOST_WIDTH / ErrorBound.SLAB)) * ErrorBound.SLAB;
            return (int) Math.min(fitting, columns);
        }

        /** {@return the pairs of squares [tiles][PAIRS][PAIRS] as one triangle} */
        double[] triangle(double[] squares) {
            double[] triangle = new double[PairwiseDistances.pairs(updates)];
            int at = 0;
            for (int i = 0; i < updates; i++) {
                for (int j = i + 1; j < updates; j++) {
                    triangle[at++] = squares[place(i, j)];
                }
            }
            return triangle;
        }

        private int place(int i, int j) {
            int across = padded / PAIRS;
            int row = i / PAIRS;
            int tile = row * (2 * across - row + 1) / 2 + j / PAIRS - row;
            return (tile * PAIRS + i % PAIRS) * PAIRS + j % PAIRS;
        }
    }
}
