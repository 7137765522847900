package org.folkmoot.privacy.noise;

/**
 * What the discrete Gaussian is: its probabilities and its variance, which for small sigma is less than sigma squared.
 *
 * @param variance the parameter sigma squared, > 0
 */
public record DiscreteGaussianLaw(double variance) {
    private static final double DEVIATIONS = 12;

    /** Rejects a parameter that is none. */
    public DiscreteGaussianLaw {
        if (!(variance > 0 && Double.isFinite(variance))) {
            throw new IllegalArgumentException("variance: " + variance + " (expected: > 0, finite)");
        }
    }

    /** {@return the probability of this value} */
    public double probability(long value) {
        return weight(value) / total();
    }

    /** {@return the variance that samples have} */
    public double actualVariance() {
        double sum = 0;
        for (long k = bound(); k > 0; k--) {
            sum += 2 * weight(k) * k * k;
        }
        return sum / total();
    }

    /** {@return the delta at this epsilon of one such value added to a number that changes by one} */
    public double delta(double epsilon) {
        long from = (long) StrictMath.floor(epsilon * variance - 0.5) + 1;
        double sum = 0;
        for (long k = bound() + StrictMath.abs(from); k >= from; k--) {
            double other = StrictMath.exp(epsilon - (k + 0.5) / variance);
            sum += weight(k) * StrictMath.max(0, 1 - other);
        }
        return sum / total();
    }

    private double total() {
        double sum = 0;
        for (long k = bound(); k > 0; k--) {
            sum += 2 * weight(k);
        }
        return sum + 1;
    }

    private double weight(long k) {
        return StrictMath.exp(-0.5 * k * k / variance);
    }

    private long bound() {
        return (long) StrictMath.ceil(DEVIATIONS * StrictMath.sqrt(variance)) + 3;
    }
}
