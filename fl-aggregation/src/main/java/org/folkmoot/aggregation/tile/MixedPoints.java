package org.folkmoot.aggregation.tile;

import java.util.SortedMap;
import org.folkmoot.api.Digest;
import org.folkmoot.api.aggregation.Mixing;
import org.folkmoot.api.model.ParameterVector;
import org.jspecify.annotations.Nullable;

/**
 * Updates after a filter: each a sum of updates before it. Nothing is written anywhere; tiles are mixed when they are read.
 *
 * <p>Distances follow from distances before. With the origin as one more point, whose coefficient is what the others lack to
 * 1, each output is an affine combination m of points, and for two of them |x - y|^2 = m'Em_y - (m_x'Em_x + m_y'Em_y) / 2,
 * E being the squared distances of the points (Gower 1966). Unlike inner products, E does not grow with what all updates
 * have in common, so little cancels.
 */
public final class MixedPoints implements Points {
    private final Points base;
    private final Mixing mixing;
    private double @Nullable [][] distances;

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
        if (first == second) {
            return squaredNorm(first);
        }
        return (squaredNorm(first) + squaredNorm(second) - squaredDistance(first, second)) / 2;
    }

    @Override
    public double squaredDistance(int first, int second) {
        return distances()[first][second];
    }

    /** Where an output is one input, scaled, the others need not be looked at. */
    @Override
    public double squaredNorm(int rank) {
        int only = onlyInput(rank);
        if (only < 0) {
            return distances()[rank][mixing.outputs()];
        }
        double coefficient = mixing.coefficient(rank, only);
        return coefficient * coefficient * base.squaredNorm(only);
    }

    private int onlyInput(int output) {
        int only = -1;
        for (int k = 0; k < mixing.inputs(); k++) {
            if (mixing.coefficient(output, k) != 0) {
                if (only >= 0) {
                    return -1;
                }
                only = k;
            }
        }
        return Math.max(0, only);
    }

    @Override
    public double[] products(ParameterVector direction) {
        return mixed(base.products(direction));
    }

    @Override
    public double[] products(int rank) {
        double[] products = new double[clients()];
        for (int i = 0; i < products.length; i++) {
            products[i] = product(rank, i);
        }
        return products;
    }

    private double[] mixed(double[] before) {
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
        return mixing.isScaling() ? base.rankOf(pseudonym) : -1;
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
    public MovableTile tile(int widest) {
        return new DoubleTile(mixing.outputs(), widest, new MixedRows(base.tile(widest), mixing));
    }

    @Override
    public long bytesPerColumn() {
        return (long) Double.BYTES * mixing.outputs() + base.bytesPerColumn();
    }

    @Override
    public Points only(int... ranks) {
        double[][] rows = new double[ranks.length][mixing.inputs()];
        for (int i = 0; i < ranks.length; i++) {
            for (int k = 0; k < mixing.inputs(); k++) {
                rows[i][k] = mixing.coefficient(ranks[i], k);
            }
        }
        return new MixedPoints(base, Mixing.of(rows));
    }

    /** The squared distances of the outputs, and last those from the origin. */
    private synchronized double[][] distances() {
        if (distances == null) {
            distances = Distances.of(base).mixed(mixing);
        }
        return distances;
    }
}
