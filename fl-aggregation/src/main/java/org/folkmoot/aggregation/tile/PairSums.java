package org.folkmoot.aggregation.tile;

import java.util.Arrays;

/**
 * Sums over all parameters of products and squared differences of updates, in double.
 *
 * <p>One fixed order, whatever the number of threads and of updates. Parameters are cut into blocks of {@value #BLOCK}. In a
 * block, each of {@value #LANES} lanes adds the four terms that lie {@value #LANES} apart, two by two; a quarter of the lanes
 * takes up the others in the same way; of these, each of eight sums adds every eighth, and the eight are added two by two.
 * {@value #BLOCKS} blocks, added in order, make a chunk; the chunks are added in order. Lanes are what a processor can do at
 * once, and because they are written down the sum is the same on one that cannot. Loops are this short because compilers turn
 * only short ones into instructions for several lanes.
 */
final class PairSums {
    static final int LANES = 256;
    static final int BLOCK = 4 * LANES;
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
            this.sums = new double[order.length][];
            Arrays.setAll(sums, double[]::new);
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

    private static double product(double[] a, double[] b, double[] lanes) {
        for (int i = 0; i < LANES; i++) {
            lanes[i] = (a[i] * b[i] + a[i + LANES] * b[i + LANES])
                    + (a[i + 2 * LANES] * b[i + 2 * LANES] + a[i + 3 * LANES] * b[i + 3 * LANES]);
        }
        return sum(lanes);
    }

    private static double squaredDistance(double[] a, double[] b, double[] lanes) {
        for (int i = 0; i < LANES; i++) {
            double first = a[i] - b[i];
            double second = a[i + LANES] - b[i + LANES];
            double third = a[i + 2 * LANES] - b[i + 2 * LANES];
            double fourth = a[i + 3 * LANES] - b[i + 3 * LANES];
            lanes[i] = (first * first + second * second) + (third * third + fourth * fourth);
        }
        return sum(lanes);
    }

    private static double sum(double[] lanes) {
        for (int i = 0; i < LANES / 4; i++) {
            lanes[i] = (lanes[i] + lanes[i + LANES / 4]) + (lanes[i + LANES / 2] + lanes[i + 3 * LANES / 4]);
        }
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        for (int i = 0; i < LANES / 4; i += 8) {
            s0 += lanes[i];
            s1 += lanes[i + 1];
            s2 += lanes[i + 2];
            s3 += lanes[i + 3];
            s4 += lanes[i + 4];
            s5 += lanes[i + 5];
            s6 += lanes[i + 6];
            s7 += lanes[i + 7];
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }
}
