package org.folkmoot.privacy.accountant;

import org.folkmoot.api.privacy.PrivacyAccountant;
import org.folkmoot.api.privacy.PrivacyLoss;
import org.folkmoot.api.privacy.PrivateRelease;
import org.folkmoot.api.privacy.UnsupportedEventException;

/**
 * The exact epsilon of Gaussian noise without sampling, also composed: together such events are one Gaussian.
 *
 * <p>delta(epsilon) = Φ(μ/2 - ε/μ) - e^ε Φ(-μ/2 - ε/μ) is computed as the density at the first point times a difference of
 * Mills' ratios, which keeps its digits at any delta.
 *
 * <p>Source: Balle and Wang 2018, Theorem 8.
 */
public final class GaussianAccountant implements PrivacyAccountant {
    /** Id with version. */
    public static final String ID = "folkmoot/analytic-gaussian/1";

    private static final double PRECISION = 1e-13;

    private GaussianAccountant() {}

    /** {@return the accountant} */
    public static GaussianAccountant create() {
        return new GaussianAccountant();
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public boolean supports(PrivateRelease release) {
        return Concentration.ofGaussians(release).isPresent();
    }

    @Override
    public PrivacyLoss epsilon(PrivateRelease release, double delta) {
        return Losses.of(release, epsilon(shift(release), delta), delta, ID);
    }

    @Override
    public double delta(PrivateRelease release, double epsilon) {
        return StrictMath.exp(logDelta(shift(release), epsilon));
    }

    /** {@return μ: how many deviations the sums on two neighbours are apart} */
    private static double shift(PrivateRelease release) {
        double rho = Concentration.ofGaussians(release)
                .orElseThrow(() -> new UnsupportedEventException(
                        "event: " + release.event() + " (expected: Gaussian noise without sampling)"));
        return StrictMath.sqrt(2 * rho);
    }

    /** The upper end of a bracket around the solution. */
    private static double epsilon(double shift, double delta) {
        double target = StrictMath.log(delta);
        if (shift == 0 || logDelta(shift, 0) <= target) {
            return 0;
        }
        if (delta == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double low = 0;
        double high = shift * shift / 2 + shift;
        while (logDelta(shift, high) > target) {
            low = high;
            high *= 2;
        }
        while (high - low > PRECISION * high) {
            double middle = low + (high - low) / 2;
            if (logDelta(shift, middle) > target) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private static double logDelta(double shift, double epsilon) {
        if (shift == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        double near = epsilon / shift - shift / 2;
        double far = epsilon / shift + shift / 2;
        if (near < 0) {
            return StrictMath.log(Normal.tail(near) - StrictMath.exp(epsilon + Normal.logTail(far)));
        }
        return Normal.logDensity(near) + StrictMath.log(Normal.mills(near) - Normal.mills(far));
    }
}
