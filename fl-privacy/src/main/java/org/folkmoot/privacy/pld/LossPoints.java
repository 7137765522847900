package org.folkmoot.privacy.pld;

import java.util.Arrays;

/**
 * A loss distribution thinned out: few points far from zero, all of them near it. It dominates the one it was made of, moments
 * of positive order included, because mass is split between points as in {@link LossGrid}; for searches and Chernoff bounds.
 */
final class LossPoints {
    private static final int DENSE = 128;

    private final double[] losses;
    private final double[] masses;

    private LossPoints(double[] losses, double[] masses) {
        this.losses = losses;
        this.masses = masses;
    }

    static LossPoints of(LossDistribution fine) {
        int[] kept = kept(fine.first(), fine.last());
        double[] losses = new double[kept.length];
        double[] masses = new double[kept.length];
        for (int j = 0; j < kept.length; j++) {
            losses[j] = kept[j] * fine.step();
            masses[j] += fine.mass(kept[j]);
            int next = j + 1 < kept.length ? kept[j + 1] : kept[j];
            double gap = StrictMath.expm1((kept[j] - next) * fine.step());
            for (int i = kept[j] + 1; i < next; i++) {
                double up = fine.mass(i) * StrictMath.expm1((kept[j] - i) * fine.step()) / gap;
                masses[j + 1] += up;
                masses[j] += fine.mass(i) - up;
            }
        }
        return new LossPoints(losses, masses);
    }

    /** Indices between which gaps grow with the distance from zero. */
    private static int[] kept(int first, int last) {
        int[] kept = new int[16];
        int count = 0;
        for (int i = first; i < last; i += gap(i, last)) {
            kept = count == kept.length ? Arrays.copyOf(kept, 2 * count) : kept;
            kept[count++] = i;
        }
        kept = Arrays.copyOf(kept, count + 1);
        kept[count] = last;
        return kept;
    }

    /** Going up from below zero the gap is that of where it ends, so that it shrinks in time. */
    private static int gap(int index, int last) {
        int gap = Math.max(1, Math.abs(index) / DENSE);
        return Math.min(gap, last - index);
    }

    /** {@return the logarithm of E[e^(θ loss)], with its first two derivatives} */
    Cumulants cumulants(double tilt) {
        double highest = Math.max(tilt * losses[0], tilt * losses[losses.length - 1]);
        double sum = 0;
        double sumLoss = 0;
        double sumSquare = 0;
        for (int i = 0; i < losses.length; i++) {
            double weight = masses[i] == 0 ? 0 : masses[i] * StrictMath.exp(tilt * losses[i] - highest);
            sum += weight;
            sumLoss += weight * losses[i];
            sumSquare += weight * losses[i] * losses[i];
        }
        double mean = sumLoss / sum;
        return new Cumulants(highest + StrictMath.log(sum), mean, Math.max(0, sumSquare / sum - mean * mean));
    }
}
