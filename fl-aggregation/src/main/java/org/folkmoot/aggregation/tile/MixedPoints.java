package org.folkmoot.aggregation.tile;

import java.util.SortedMap;
import org.folkmoot.api.Digest;
import org.folkmoot.api.aggregation.Mixing;
import org.folkmoot.api.model.ParameterVector;
import org.jspecify.annotations.Nullable;

/** Updates after a filter: each a sum of updates before it. Nothing is written anywhere; tiles are mixed when they are read. */
public final class MixedPoints implements Points {
    private final Points base;
    private final Mixing mixing;
    private double @Nullable [][] products;

    private MixedPoints(Points base, Mixing mixing) {
        this.base = base;
        this.mixing = mixing;
    }

    /**
     * {@return what the filter makes of these updates}
     *
     * @throws IllegalArgumentException if it takes another number of them
     */
    public static MixedPoints of(Points base, Mixing mixing) {
        if (mixing.inputs() != base.clients()) {
            throw new IllegalArgumentException(
                    "mixing: of " + mixing.inputs() + " updates (expected: " + base.clients() + ")");
        }
        return new MixedPoints(base, mixing);
    }

    @Override
    public int clients() {
        return mixing.outputs();
    }

    @Override
    public int parameters() {
        return base.parameters();
    }

    @Override
    public double product(int first, int second) {
        return products()[first][second];
    }

    @Override
    public double squaredDistance(int first, int second) {
        if (first == second) {
            return 0;
        }
        double[][] all = products();
        return Math.max(0, all[first][first] + all[second][second] - 2 * all[first][second]);
    }

    @Override
    public double squaredNorm(int rank) {
        return Math.max(0, products()[rank][rank]);
    }

    @Override
    public double[] products(ParameterVector direction) {
        double[] before = base.products(direction);
        double[] after = new double[mixing.outputs()];
        for (int i = 0; i < after.length; i++) {
            for (int k = 0; k < before.length; k++) {
                after[i] += mixing.coefficient(i, k) * before[k];
            }
        }
        return after;
    }

    /** One update may have gone into many. */
    @Override
    public int rankOf(Digest pseudonym) {
        return -1;
    }

    @Override
    public Digest seed() {
        return base.seed();
    }

    @Override
    public SortedMap<String, ParameterVector> slots() {
        return base.slots();
    }

    @Override
    public MovableTile tile() {
        return new MixedTile(base.tile(), mixing);
    }

    /** The matrix M G M', G the products before and M the mixing. */
    private synchronized double[][] products() {
        if (products == null) {
            int n = mixing.inputs();
            int m = mixing.outputs();
            double[][] half = new double[m][n];
            for (int i = 0; i < m; i++) {
                for (int k = 0; k < n; k++) {
                    double coefficient = mixing.coefficient(i, k);
                    for (int l = 0; coefficient != 0 && l < n; l++) {
                        half[i][l] += coefficient * base.product(k, l);
                    }
                }
            }
            products = timesTransposed(half, m, n);
        }
        return products;
    }

    private double[][] timesTransposed(double[][] half, int m, int n) {
        double[][] full = new double[m][m];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j <= i; j++) {
                for (int l = 0; l < n; l++) {
                    full[i][j] += half[i][l] * mixing.coefficient(j, l);
                }
                full[j][i] = full[i][j];
            }
        }
        return full;
    }
}
