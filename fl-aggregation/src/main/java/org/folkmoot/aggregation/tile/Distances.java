package org.folkmoot.aggregation.tile;

import org.folkmoot.api.aggregation.Mixing;
import org.folkmoot.api.aggregation.UpdateSet;

/** The squared distances of updates from one another and, as the last point, from the origin. */
final class Distances {
    private final double[][] squared;

    private Distances(double[][] squared) {
        this.squared = squared;
    }

    static Distances of(UpdateSet updates) {
        int n = updates.clients();
        double[][] squared = new double[n + 1][n + 1];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                squared[i][k] = updates.squaredDistance(i, k);
            }
            squared[i][n] = updates.squaredNorm(i);
            squared[n][i] = squared[i][n];
        }
        return new Distances(squared);
    }

    /** {@return the same for what the mixing makes of the updates} See {@link MixedPoints} for the formula. */
    double[][] mixed(Mixing mixing) {
        int m = mixing.outputs();
        double[][] affine = affine(mixing);
        double[][] forms = new double[m + 1][m + 1];
        for (int i = 0; i <= m; i++) {
            double[] half = times(affine[i]);
            for (int j = 0; j <= i; j++) {
                forms[i][j] = dot(half, affine[j]);
            }
        }
        double[][] result = new double[m + 1][m + 1];
        for (int i = 0; i <= m; i++) {
            for (int j = 0; j < i; j++) {
                result[i][j] = Math.max(0, forms[i][j] - forms[i][i] / 2 - forms[j][j] / 2);
                result[j][i] = result[i][j];
            }
        }
        return result;
    }

    private static double[][] affine(Mixing mixing) {
        int n = mixing.inputs();
        double[][] rows = new double[mixing.outputs() + 1][n + 1];
        for (int i = 0; i < mixing.outputs(); i++) {
            double sum = 0;
            for (int k = 0; k < n; k++) {
                rows[i][k] = mixing.coefficient(i, k);
                sum += rows[i][k];
            }
            rows[i][n] = 1 - sum;
        }
        rows[mixing.outputs()][n] = 1;
        return rows;
    }

    private double[] times(double[] row) {
        double[] half = new double[row.length];
        for (int k = 0; k < row.length; k++) {
            for (int l = 0; row[k] != 0 && l < row.length; l++) {
                half[l] += row[k] * squared[k][l];
            }
        }
        return half;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }
}
