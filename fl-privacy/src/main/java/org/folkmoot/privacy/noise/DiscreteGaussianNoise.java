package org.folkmoot.privacy.noise;

import static java.util.Objects.requireNonNull;

import java.security.SecureRandom;
import org.folkmoot.api.privacy.DpEvent;
import org.folkmoot.api.privacy.NoiseMechanism;

/**
 * Discrete Gaussian noise, whole or as one of several shares that add up under secure aggregation.
 *
 * <p>The event of shares counts only those that honest survivors are sure to have added; more of them only add noise. Shares
 * are not quite a discrete Gaussian together, which the event's bound takes in.
 *
 * <p>Source: Canonne, Kamath and Steinke 2020; Kairouz, Liu and Steinke 2021.
 */
public final class DiscreteGaussianNoise implements NoiseMechanism {
    /** Id with version. */
    public static final String ID = "folkmoot/discrete-gaussian/1";

    private final long deviation;
    private final DiscreteGaussianDraw draw;
    private final DpEvent event;
    private final SecureRandom entropy;

    private DiscreteGaussianNoise(long deviation, DpEvent event, SecureRandom entropy) {
        this.deviation = deviation;
        this.draw = DiscreteGaussianDraw.ofDeviation(deviation);
        this.event = event;
        this.entropy = requireNonNull(entropy, "entropy");
    }

    /**
     * {@return noise of at least this multiplier, all of it added by one}
     *
     * @param noiseMultiplier sigma over sensitivity, > 0; sigma is rounded up to a whole number of at most 2^30
     * @param l2Sensitivity largest L2 norm of one unit's integers
     * @param entropy the system's
     */
    public static DiscreteGaussianNoise whole(double noiseMultiplier, double l2Sensitivity, SecureRandom entropy) {
        long deviation = Deviations.whole(noiseMultiplier, l2Sensitivity, DiscreteGaussianDraw.MAX_SCALE);
        double variance = (double) deviation * deviation;
        return new DiscreteGaussianNoise(deviation, new DpEvent.DiscreteGaussian(variance, l2Sensitivity), entropy);
    }

    /**
     * {@return one party's share, such that {@code honestShares} of them make this multiplier together}
     *
     * @param noiseMultiplier as for {@link #whole}, of the sum
     * @param l2Sensitivity as for {@link #whole}
     * @param honestShares how many shares are in every sum that is ever opened: threshold minus assumed colluders
     * @param dimension elements of the vector
     * @param entropy the party's own
     */
    public static DiscreteGaussianNoise share(
            double noiseMultiplier, double l2Sensitivity, int honestShares, int dimension, SecureRandom entropy) {
        if (honestShares < 1) {
            throw new IllegalArgumentException("honestShares: " + honestShares + " (expected: >= 1)");
        }
        double each = noiseMultiplier / StrictMath.sqrt(honestShares);
        long deviation = Deviations.whole(each, l2Sensitivity, DiscreteGaussianDraw.MAX_SCALE);
        double variance = (double) deviation * deviation;
        return new DiscreteGaussianNoise(
                deviation,
                new DpEvent.DistributedDiscreteGaussian(honestShares, variance, l2Sensitivity, dimension),
                entropy);
    }

    @Override
    public String id() {
        return ID;
    }

    /** {@return sigma of what this party adds, in integer units} */
    public long deviation() {
        return deviation;
    }

    @Override
    public void addTo(long[] elements) {
        NoiseBits bits = NoiseBits.fresh(entropy);
        for (int i = 0; i < elements.length; i++) {
            elements[i] += draw.next(bits);
        }
    }

    @Override
    public DpEvent event() {
        return event;
    }

    @Override
    public String toString() {
        return "DiscreteGaussianNoise[sigma " + deviation + ", " + event + "]";
    }
}
