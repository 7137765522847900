package org.folkmoot.privacy.accountant;

import org.folkmoot.api.privacy.DpEvent;

/**
 * Rényi curves of integer noise that several parties add in shares.
 *
 * <p>Source: Kairouz, Liu and Steinke 2021 (a sum of discrete Gaussians is off a discrete Gaussian by tau at most); Agarwal,
 * Kairouz and Liu 2021 (Skellam). An integer vector of L2 norm c has an L1 norm of at most min(c sqrt(d), c²).
 */
final class DiscreteSums {
    private static final double TAU_FACTOR = 10;
    private static final double TWO_PI_SQUARED = 2 * StrictMath.PI * StrictMath.PI;

    private DiscreteSums() {}

    static RenyiCurve distributed(DpEvent.DistributedDiscreteGaussian event, double sensitivity) {
        double deviation = StrictMath.sqrt(event.shares() * event.shareVariance());
        double l2 = sensitivity * event.l2Sensitivity() / deviation;
        double l1 = l1(sensitivity * event.l2Sensitivity(), event.dimension()) / deviation;
        double tau = tau(event.shares(), event.shareVariance());
        double d = event.dimension();
        return order -> StrictMath.min(
                order / 2 * l2 * l2 + tau * d,
                StrictMath.min(
                        order / 2 * (l2 * l2 + 2 * l1 * tau + tau * tau * d),
                        order / 2 * square(l2 + StrictMath.sqrt(d) * tau)));
    }

    /** {@return how far a sum of so many discrete Gaussians is from one, as a bound of the log ratio} */
    static double tau(int shares, double shareVariance) {
        double sum = 0;
        for (int k = 1; k < shares; k++) {
            sum += StrictMath.exp(-TWO_PI_SQUARED * shareVariance * k / (k + 1));
        }
        return TAU_FACTOR * sum;
    }

    /** In integer units the scale s of the source is 1 and its variance that of the integers. */
    static RenyiCurve skellam(DpEvent.Skellam event, double sensitivity) {
        double l2 = sensitivity * event.l2Sensitivity();
        double l1 = l1(l2, event.dimension());
        double variance = event.variance();
        return order -> order * l2 * l2 / (2 * variance)
                + StrictMath.min(
                        ((2 * order - 1) * l2 * l2 + 6 * l1) / (4 * variance * variance), 3 * l1 / (2 * variance));
    }

    private static double l1(double l2, int dimension) {
        return l2 * StrictMath.min(StrictMath.sqrt(dimension), l2);
    }

    private static double square(double value) {
        return value * value;
    }
}
