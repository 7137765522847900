package org.folkmoot.privacy.noise;

import static java.util.Objects.requireNonNull;

import java.security.SecureRandom;
import org.folkmoot.api.privacy.DpEvent;
import org.folkmoot.api.privacy.NoiseMechanism;

/**
 * One party's share of Skellam noise, the difference of two Poisson values: shares add up to Skellam noise exactly.
 *
 * <p>Source: Agarwal, Kairouz and Liu 2021.
 */
public final class SkellamNoise implements NoiseMechanism {
    /** Id with version. */
    public static final String ID = "folkmoot/skellam/1";

    private final long mean;
    private final PoissonDraw draw;
    private final DpEvent event;
    private final SecureRandom entropy;

    private SkellamNoise(long mean, DpEvent event, SecureRandom entropy) {
        this.mean = mean;
        this.draw = new PoissonDraw(mean);
        this.event = event;
        this.entropy = requireNonNull(entropy, "entropy");
    }

    /**
     * {@return one party's share, such that {@code honestShares} of them make this multiplier together}
     *
     * @param noiseMultiplier deviation of the sum over sensitivity, > 0
     * @param l2Sensitivity largest L2 norm of one unit's integers; the grid must be so fine that each share has a deviation of
     *     64 at least
     * @param honestShares how many shares are in every sum that is ever opened: threshold minus assumed colluders
     * @param dimension elements of the vector
     * @param entropy the party's own
     */
    public static SkellamNoise share(
            double noiseMultiplier, double l2Sensitivity, int honestShares, int dimension, SecureRandom entropy) {
        if (honestShares < 1) {
            throw new IllegalArgumentException("honestShares: " + honestShares + " (expected: >= 1)");
        }
        double deviation = noiseMultiplier * l2Sensitivity;
        double mean = StrictMath.ceil(deviation * deviation / (2.0 * honestShares));
        if (!(mean >= PoissonDraw.LEAST_MEAN && mean <= PoissonDraw.MAX_MEAN)) {
            throw new IllegalArgumentException("mean: " + mean + " of each Poisson value, for noise multiplier "
                    + noiseMultiplier + ", sensitivity " + l2Sensitivity + " and " + honestShares
                    + " shares (expected: in [2^11, 2^58], take another grid)");
        }
        return new SkellamNoise(
                (long) mean, new DpEvent.Skellam(2 * mean * honestShares, l2Sensitivity, dimension), entropy);
    }

    @Override
    public String id() {
        return ID;
    }

    /** {@return the standard deviation of what this party adds, in integer units} */
    public double deviation() {
        return StrictMath.sqrt(2.0 * (double) mean);
    }

    @Override
    public void addTo(long[] elements) {
        NoiseBits bits = NoiseBits.fresh(entropy);
        for (int i = 0; i < elements.length; i++) {
            elements[i] += draw.next(bits);
            elements[i] -= draw.next(bits);
        }
    }

    @Override
    public DpEvent event() {
        return event;
    }

    @Override
    public String toString() {
        return "SkellamNoise[deviation " + deviation() + ", " + event + "]";
    }
}
