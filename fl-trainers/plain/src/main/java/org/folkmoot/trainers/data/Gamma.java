package org.folkmoot.trainers.data;

import org.folkmoot.core.random.AesCtrGenerator;

/**
 * Draws from gamma and Dirichlet distributions, the same on every JVM for the same generator.
 *
 * <p>Shape at least 1: Marsaglia and Tsang, "A Simple Method for Generating Gamma Variables", ACM TOMS 26(3), 2000,
 * without the squeeze. Below 1, as they advise: {@code gamma(a + 1) * U^(1/a)}. Everything is kept as logarithms, since
 * for a shape of 0.001 the power alone underflows.
 */
final class Gamma {
    private Gamma() {}

    /** {@return the logarithm of a gamma variable with this shape, positive, and scale 1} */
    static double logSample(double shape, AesCtrGenerator random) {
        if (shape < 1) {
            return logSample(shape + 1, random) + StrictMath.log(positiveUniform(random)) / shape;
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double t = 1 + c * x;
            if (t > 0) {
                double logV = 3 * StrictMath.log(t);
                double v = t * t * t;
                if (StrictMath.log(positiveUniform(random)) < 0.5 * x * x + d - d * v + d * logV) {
                    return StrictMath.log(d) + logV;
                }
            }
        }
    }

    /** {@return n shares that sum to 1 up to rounding, from the symmetric Dirichlet distribution} */
    static double[] dirichlet(int n, double concentration, AesCtrGenerator random) {
        double[] shares = new double[n];
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            shares[i] = logSample(concentration, random);
            max = Math.max(max, shares[i]);
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            shares[i] = StrictMath.exp(shares[i] - max);
            sum += shares[i];
        }
        for (int i = 0; i < n; i++) {
            shares[i] /= sum;
        }
        return shares;
    }

    /** {@return uniform in (0, 1]} */
    private static double positiveUniform(AesCtrGenerator random) {
        return 1 - random.nextDouble();
    }
}
