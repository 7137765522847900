package org.folkmoot.privacy.accountant;

import java.util.function.DoubleUnaryOperator;
import org.folkmoot.api.privacy.PrivacyAccountant;
import org.folkmoot.api.privacy.PrivacyLoss;
import org.folkmoot.api.privacy.PrivateRelease;
import org.folkmoot.api.privacy.UnsupportedEventException;

/**
 * Counts by zero-concentrated differential privacy: for Gaussian and discrete Gaussian noise without sampling, at the best
 * real order.
 *
 * <p>Source: Bun and Steinke 2016; conversion of Canonne, Kamath and Steinke 2020, Proposition 12.
 */
public final class ZcdpAccountant implements PrivacyAccountant {
    /** Id with version. */
    public static final String ID = "folkmoot/zcdp/1";

    private static final double LEAST_LOG_EXCESS = StrictMath.log(1e-4);
    private static final double MOST_LOG_EXCESS = StrictMath.log(1e9);
    private static final double GOLDEN = (StrictMath.sqrt(5) - 1) / 2;
    private static final int STEPS = 80;

    private ZcdpAccountant() {}

    /** {@return the accountant} */
    public static ZcdpAccountant create() {
        return new ZcdpAccountant();
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public boolean supports(PrivateRelease release) {
        return Concentration.of(release).isPresent();
    }

    @Override
    public PrivacyLoss epsilon(PrivateRelease release, double delta) {
        double rho = rho(release);
        double least = least(order -> RenyiConversion.epsilon(order, rho * order, delta));
        return Losses.of(release, delta == 0 ? StrictMath.min(least, PureLoss.of(release)) : least, delta, ID);
    }

    @Override
    public double delta(PrivateRelease release, double epsilon) {
        double rho = rho(release);
        return rho == 0 ? 0 : least(order -> RenyiConversion.delta(order, rho * order, epsilon));
    }

    /**
     * {@return the rho of the release}
     *
     * @throws UnsupportedEventException if it has none
     */
    public static double rho(PrivateRelease release) {
        return Concentration.of(release)
                .orElseThrow(() -> new UnsupportedEventException(
                        "event: " + release.event() + " (expected: Gaussian or zCDP parts without sampling)"));
    }

    /** Every order gives a bound, so that a search that misses the best one is loose and not wrong. */
    private static double least(DoubleUnaryOperator bound) {
        double low = LEAST_LOG_EXCESS;
        double high = MOST_LOG_EXCESS;
        double least = Double.POSITIVE_INFINITY;
        for (int step = 0; step < STEPS; step++) {
            double left = high - GOLDEN * (high - low);
            double right = low + GOLDEN * (high - low);
            double atLeft = bound.applyAsDouble(1 + StrictMath.exp(left));
            double atRight = bound.applyAsDouble(1 + StrictMath.exp(right));
            least = StrictMath.min(least, StrictMath.min(atLeft, atRight));
            if (atLeft <= atRight) {
                high = right;
            } else {
                low = left;
            }
        }
        return least;
    }
}
