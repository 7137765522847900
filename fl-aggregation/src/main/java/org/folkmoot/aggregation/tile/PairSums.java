package org.folkmoot.aggregation.tile;

import java.util.Arrays;
import org.folkmoot.api.model.ParameterVector;

/**
 * Sums over all parameters of products and squared differences of updates, in double.
 *
 * <p>One fixed order: parameters are cut into blocks of {@value #BLOCK}; in a block, {@value #LANES} lanes each add every
 * {@value #LANES}th term, and the lanes are added in order; blocks are added in order. Lanes are what a processor can do at
 * once, and because they are written down the sum is the same on one that cannot.
 */
final class PairSums {
    static final int BLOCK = 2048;
    static final int LANES = 8;

    private PairSums() {}

    /** {@return the squared norm of each update} */
    static double[] squaredNorms(UpdateRows rows, int[] order, Workers workers) {
        double[] norms = new double[order.length];
        workers.share(order.length, () -> {
            double[] values = new double[BLOCK];
            return rank -> {
                double sum = 0;
                for (int from = 0; from < rows.layout().size(); from += BLOCK) {
                    int length = Math.min(BLOCK, rows.layout().size() - from);
                    rows.read(order[rank], from, length, values, 0);
                    sum += dot(values, values, length);
                }
                norms[rank] = sum;
            };
        });
        return norms;
    }

    /** {@return the product of each update with the direction} */
    static double[] products(UpdateRows rows, int[] order, ParameterVector direction, Workers workers) {
        double[] products = new double[order.length];
        workers.share(order.length, () -> {
            double[] values = new double[BLOCK];
            double[] along = new double[BLOCK];
            return rank -> {
                double sum = 0;
                for (int from = 0; from < direction.size(); from += BLOCK) {
                    int length = Math.min(BLOCK, direction.size() - from);
                    rows.read(order[rank], from, length, values, 0);
                    direction.copyTo(from, along, 0, length);
                    sum += dot(values, along, length);
                }
                products[rank] = sum;
            };
        });
        return products;
    }

    /** {@return the squared distance of each two updates, a symmetric matrix with a zero diagonal} */
    static double[][] squaredDistances(UpdateRows rows, int[] order, Workers workers) {
        int n = order.length;
        int blocks = (rows.layout().size() + BLOCK - 1) / BLOCK;
        double[][] sums = new double[n][n];
        double[][] values = new double[n][BLOCK];
        for (int block = 0; block < blocks; block++) {
            int from = block * BLOCK;
            int length = Math.min(BLOCK, rows.layout().size() - from);
            for (int i = 0; i < n; i++) {
                rows.read(order[i], from, length, values[i], 0);
                Arrays.fill(values[i], length, BLOCK, 0);
            }
            workers.share(n, () -> i -> {
                for (int j = 0; j < i; j++) {
                    sums[i][j] += squaredDistance(values[i], values[j], length);
                }
            });
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                sums[j][i] = sums[i][j];
            }
        }
        return sums;
    }

    private static double dot(double[] a, double[] b, int length) {
        double[] lanes = new double[LANES];
        for (int i = 0; i < length; i++) {
            lanes[i % LANES] += a[i] * b[i];
        }
        return sum(lanes);
    }

    private static double squaredDistance(double[] a, double[] b, int length) {
        double[] lanes = new double[LANES];
        for (int i = 0; i < length; i++) {
            double difference = a[i] - b[i];
            lanes[i % LANES] += difference * difference;
        }
        return sum(lanes);
    }

    private static double sum(double[] lanes) {
        double sum = 0;
        for (double lane : lanes) {
            sum += lane;
        }
        return sum;
    }
}
