package org.folkmoot.aggregation.tile;

import java.util.Arrays;

/**
 * Sums over all parameters of products and squared differences of updates, in double.
 *
 * <p>One fixed order, whatever the number of threads and of updates. Parameters are cut into blocks of {@value #BLOCK}. In a
 * block, each of {@value #LANES} lanes adds {@value #TERMS} terms that lie {@value #LANES} apart, two by two; then the lanes
 * are halved until one is left. {@value #BLOCKS} blocks, added in order, make a chunk; the chunks are added in order. Lanes
 * are what a processor can do at once, and because they are written down the sum is the same on one that cannot.
 */
final class PairSums {
    static final int LANES = 128;
    static final int TERMS = 8;
    static final int BLOCK = LANES * TERMS;
    static final int BLOCKS = 32;
    static final int CHUNK = BLOCK * BLOCKS;

    /** So many updates at a time stay in a processor's own cache while others are held against them. */
    private static final int RESIDENT = 24;

    private PairSums() {}

    /** A direction that is read a block at a time. */
    @FunctionalInterface
    interface Direction {
        /** Writes the elements from one position on to the beginning of the target. */
        void read(int from, int length, double[] target);
    }

    /** {@return the squared norm of each update} */
    static double[] squaredNorms(UpdateRows rows, int[] order, Workers workers) {
        double[] norms = new double[order.length];
        workers.share(order.length, () -> {
            double[] values = new double[BLOCK];
            double[] lanes = new double[LANES];
            return rank -> norms[rank] = chunks(rows.layout().size(), (from, length) -> {
                read(rows, order[rank], from, length, values);
                return product(values, values, lanes);
            });
        });
        return norms;
    }

    /** {@return the product of each update with the direction} */
    static double[] products(UpdateRows rows, int[] order, Direction direction, Workers workers) {
        double[] products = new double[order.length];
        workers.share(order.length, () -> {
            double[] values = new double[BLOCK];
            double[] along = new double[BLOCK];
            double[] lanes = new double[LANES];
            return rank -> products[rank] = chunks(rows.layout().size(), (from, length) -> {
                read(rows, order[rank], from, length, values);
                Arrays.fill(along, length, BLOCK, 0);
                direction.read(from, length, along);
                return product(values, along, lanes);
            });
        });
        return products;
    }

    /** {@return the squared distance of each two updates, a symmetric matrix with a zero diagonal} */
    static double[][] squaredDistances(UpdateRows rows, int[] order, Workers workers) {
        int n = order.length;
        int parameters = rows.layout().size();
        int chunks = (parameters + CHUNK - 1) / CHUNK;
        int atOnce = Math.min(workers.threads(), chunks);
        double[][] sums = new double[n][n];
        Chunk[] own = new Chunk[atOnce];
        Arrays.setAll(own, i -> new Chunk(rows, order));
        for (int chunk = 0; chunk < chunks; chunk += atOnce) {
            int first = chunk;
            int count = Math.min(atOnce, chunks - first);
            workers.share(count, () -> piece -> own[piece].measure((first + piece) * CHUNK));
            for (int piece = 0; piece < count; piece++) {
                own[piece].addTo(sums);
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                sums[j][i] = sums[i][j];
            }
        }
        return sums;
    }

    /** The squared distances of updates in one chunk of parameters. */
    private static final class Chunk {
        private final UpdateRows rows;
        private final int[] order;
        private final double[][] values;
        private final double[][] sums;
        private final double[] lanes = new double[LANES];

        Chunk(UpdateRows rows, int[] order) {
            this.rows = rows;
            this.order = order;
            this.values = new double[order.length][BLOCK];
            this.sums = new double[order.length][order.length];
        }

        void measure(int start) {
            for (double[] row : sums) {
                Arrays.fill(row, 0);
            }
            int end = (int) Math.min(rows.layout().size(), (long) start + CHUNK);
            for (int from = start; from < end; from += BLOCK) {
                for (int i = 0; i < values.length; i++) {
                    PairSums.read(rows, order[i], from, Math.min(BLOCK, end - from), values[i]);
                }
                for (int resident = 0; resident < values.length; resident += RESIDENT) {
                    measureAgainst(resident, Math.min(values.length, resident + RESIDENT));
                }
            }
        }

        /** Pairs of one of these and one of a higher rank. */
        private void measureAgainst(int first, int afterLast) {
            for (int i = first + 1; i < values.length; i++) {
                for (int k = first; k < Math.min(i, afterLast); k++) {
                    sums[i][k] += squaredDistance(values[i], values[k], lanes);
                }
            }
        }

        void addTo(double[][] total) {
            for (int i = 0; i < sums.length; i++) {
                for (int k = 0; k < i; k++) {
                    total[i][k] += sums[i][k];
                }
            }
        }
    }

    /** The sum over one block. */
    @FunctionalInterface
    private interface BlockSum {
        double of(int from, int length);
    }

    private static double chunks(int parameters, BlockSum block) {
        double total = 0;
        for (int start = 0; start < parameters; start += Math.min(CHUNK, parameters - start)) {
            int end = (int) Math.min(parameters, (long) start + CHUNK);
            double sum = 0;
            for (int from = start; from < end; from += BLOCK) {
                sum += block.of(from, Math.min(BLOCK, end - from));
            }
            total += sum;
        }
        return total;
    }

    /** Reads a block; what is missing of it is zero. */
    private static void read(UpdateRows rows, int row, int from, int length, double[] target) {
        rows.read(row, from, length, target, 0);
        Arrays.fill(target, length, BLOCK, 0);
    }

    static double product(double[] a, double[] b, double[] lanes) {
        for (int i = 0; i < LANES; i++) {
            double p0 = a[i] * b[i];
            double p1 = a[i + LANES] * b[i + LANES];
            double p2 = a[i + 2 * LANES] * b[i + 2 * LANES];
            double p3 = a[i + 3 * LANES] * b[i + 3 * LANES];
            double p4 = a[i + 4 * LANES] * b[i + 4 * LANES];
            double p5 = a[i + 5 * LANES] * b[i + 5 * LANES];
            double p6 = a[i + 6 * LANES] * b[i + 6 * LANES];
            double p7 = a[i + 7 * LANES] * b[i + 7 * LANES];
            lanes[i] = ((p0 + p1) + (p2 + p3)) + ((p4 + p5) + (p6 + p7));
        }
        return sum(lanes);
    }

    static double squaredDistance(double[] a, double[] b, double[] lanes) {
        for (int i = 0; i < LANES; i++) {
            double d0 = a[i] - b[i];
            double d1 = a[i + LANES] - b[i + LANES];
            double d2 = a[i + 2 * LANES] - b[i + 2 * LANES];
            double d3 = a[i + 3 * LANES] - b[i + 3 * LANES];
            double d4 = a[i + 4 * LANES] - b[i + 4 * LANES];
            double d5 = a[i + 5 * LANES] - b[i + 5 * LANES];
            double d6 = a[i + 6 * LANES] - b[i + 6 * LANES];
            double d7 = a[i + 7 * LANES] - b[i + 7 * LANES];
            lanes[i] = ((d0 * d0 + d1 * d1) + (d2 * d2 + d3 * d3)) + ((d4 * d4 + d5 * d5) + (d6 * d6 + d7 * d7));
        }
        return sum(lanes);
    }

    private static double sum(double[] lanes) {
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                lanes[i] += lanes[i + half];
            }
        }
        return lanes[0];
    }
}
