package org.folkmoot.privacy.pld;

import java.util.Arrays;

/**
 * The privacy loss of one mechanism in one direction, rounded to a grid so that it dominates the true one: mass by loss under
 * the first neighbour, and mass at infinity.
 */
final class LossDistribution {
    private final double step;
    private final int first;
    private final double[] masses;
    private final double atInfinity;

    LossDistribution(double step, int first, double[] masses, double atInfinity) {
        this.step = step;
        this.first = first;
        this.masses = masses;
        this.atInfinity = atInfinity;
    }

    double step() {
        return step;
    }

    /** {@return the index of the smallest loss; a loss is its index times the step} */
    int first() {
        return first;
    }

    /** {@return the index of the largest finite loss} */
    int last() {
        return first + masses.length - 1;
    }

    double atInfinity() {
        return atInfinity;
    }

    /** {@return the mass at this index} */
    double mass(int index) {
        return masses[index - first];
    }

    /** {@return the mixture that is this with probability 1 - share, and the other, whose index is told, with share} */
    LossDistribution mixedWith(LossDistribution other, double share) {
        int from = Math.min(first, other.first);
        int to = Math.max(last(), other.last());
        double[] mixed = new double[to - from + 1];
        for (int i = 0; i < masses.length; i++) {
            mixed[first - from + i] = (1 - share) * masses[i];
        }
        for (int i = 0; i < other.masses.length; i++) {
            mixed[other.first - from + i] += share * other.masses[i];
        }
        return new LossDistribution(step, from, mixed, (1 - share) * atInfinity + share * other.atInfinity);
    }

    /** {@return the logarithm of E[e^(θ loss)] over finite losses, with its first two derivatives} */
    Cumulants cumulants(double tilt) {
        double highest = Math.max(tilt * step * first, tilt * step * last());
        double sum = 0;
        double sumLoss = 0;
        double sumSquare = 0;
        for (int i = 0; i < masses.length; i++) {
            double loss = step * (first + i);
            double weight = masses[i] == 0 ? 0 : masses[i] * StrictMath.exp(tilt * loss - highest);
            sum += weight;
            sumLoss += weight * loss;
            sumSquare += weight * loss * loss;
        }
        double mean = sumLoss / sum;
        return new Cumulants(highest + StrictMath.log(sum), mean, Math.max(0, sumSquare / sum - mean * mean));
    }

    /** Adds e^(θ loss - log) times each mass to the vector, at the loss's index modulo its length, a power of two. */
    void addTilted(double tilt, double log, double[] vector) {
        int mask = vector.length - 1;
        for (int i = 0; i < masses.length; i++) {
            if (masses[i] > 0) {
                vector[(first + i) & mask] += masses[i] * StrictMath.exp(tilt * step * (first + i) - log);
            }
        }
    }

    @Override
    public String toString() {
        return "LossDistribution[" + masses.length + " points, step " + step + ", sum "
                + Arrays.stream(masses).sum() + ", infinite " + atInfinity + "]";
    }
}
