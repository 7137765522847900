package org.folkmoot.privacy.noise;

import static java.util.Objects.requireNonNull;

import java.security.SecureRandom;
import org.folkmoot.api.privacy.DpEvent;
import org.folkmoot.api.privacy.NoiseMechanism;

/**
 * Gaussian noise for one who sums: each element gets a normal value that is rounded to an integer, exactly.
 *
 * <p>A sum of integers plus a rounded normal value is the rounded sum with the normal value: a function of what the Gaussian
 * mechanism gives. So the Gaussian's privacy loss, also sampled, is a bound of this one's, without any approximation.
 */
public final class RoundedGaussianNoise implements NoiseMechanism {
    /** Id with version. */
    public static final String ID = "folkmoot/rounded-gaussian/1";

    private final long deviation;
    private final double l2Sensitivity;
    private final RoundedGaussianDraw draw;
    private final SecureRandom entropy;

    private RoundedGaussianNoise(long deviation, double l2Sensitivity, SecureRandom entropy) {
        this.deviation = deviation;
        this.l2Sensitivity = l2Sensitivity;
        this.draw = RoundedGaussianDraw.ofDeviation(deviation);
        this.entropy = requireNonNull(entropy, "entropy");
    }

    /**
     * {@return noise of at least this multiplier}
     *
     * @param noiseMultiplier deviation over sensitivity, > 0; the deviation is rounded up to a whole number of at most 2^50
     * @param l2Sensitivity largest L2 norm of one unit's integers, see {@code Quantiser}
     * @param entropy the system's; keys come from it
     */
    public static RoundedGaussianNoise of(double noiseMultiplier, double l2Sensitivity, SecureRandom entropy) {
        return new RoundedGaussianNoise(
                Deviations.whole(noiseMultiplier, l2Sensitivity, RoundedGaussianDraw.MAX_DEVIATION),
                l2Sensitivity,
                entropy);
    }

    @Override
    public String id() {
        return ID;
    }

    /** {@return the standard deviation before rounding, in integer units} */
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
        return new DpEvent.Gaussian(StrictMath.nextDown(deviation / l2Sensitivity));
    }

    @Override
    public String toString() {
        return "RoundedGaussianNoise[deviation " + deviation + ", sensitivity " + l2Sensitivity + "]";
    }
}
