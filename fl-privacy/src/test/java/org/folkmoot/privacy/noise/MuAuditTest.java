package org.folkmoot.privacy.noise;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;
import org.folkmoot.api.privacy.DpEvent;
import org.folkmoot.api.privacy.NoiseMechanism;
import org.junit.jupiter.api.Test;

/**
 * Attacks the mechanism: sums with and without a canary of full length, so often that the distance of the two in standard
 * deviations is known to a percent, and compares it with what the event promises. One false alarm in ten thousand.
 */
class MuAuditTest {
    private static final int RUNS = 20_000;
    private static final long BOUND = 1000;
    private static final double ONE_IN_TEN_THOUSAND = 3.72;

    @Test
    void promisesNoMoreThanItDoes() {
        for (NoiseMechanism noise : new NoiseMechanism[] {
            RoundedGaussianNoise.of(2, BOUND, new SecureRandom()),
            DiscreteGaussianNoise.whole(2, BOUND, new SecureRandom())
        }) {
            assertThat(excess(noise, canary -> canary, promised(noise))).isLessThan(ONE_IN_TEN_THOUSAND);
        }
    }

    @Test
    void wouldTellTooLittleNoise() {
        NoiseMechanism weak = RoundedGaussianNoise.of(2 / Math.sqrt(2), BOUND, new SecureRandom());

        assertThat(excess(weak, canary -> canary, 0.5)).isGreaterThan(ONE_IN_TEN_THOUSAND);
    }

    @Test
    void wouldTellAWeightAboveOne() {
        NoiseMechanism noise = RoundedGaussianNoise.of(2, BOUND, new SecureRandom());

        assertThat(excess(noise, canary -> canary * 6 / 5, promised(noise))).isGreaterThan(ONE_IN_TEN_THOUSAND);
    }

    private static double promised(NoiseMechanism noise) {
        if (noise.event() instanceof DpEvent.Gaussian gaussian) {
            return 1 / gaussian.noiseMultiplier();
        }
        DpEvent.DiscreteGaussian discrete = (DpEvent.DiscreteGaussian) noise.event();
        return discrete.l2Sensitivity() / Math.sqrt(discrete.variance());
    }

    /** {@return how far the measured distance is above the promised one, in its standard errors} */
    private static double excess(NoiseMechanism noise, LongUnaryOperator weighed, double promised) {
        long[] without = new long[RUNS];
        long[] with = new long[RUNS];
        Arrays.fill(with, weighed.applyAsLong(BOUND));
        noise.addTo(without);
        noise.addTo(with);
        double difference = mean(with) - mean(without);
        double deviation = Math.sqrt((squares(with) + squares(without)) / 2);
        double distance = difference / deviation;
        double error = Math.sqrt(2.0 / RUNS + distance * distance / (4.0 * RUNS));
        return (distance - promised) / error;
    }

    private static double mean(long[] values) {
        double sum = 0;
        for (long value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double squares(long[] values) {
        double mean = mean(values);
        double sum = 0;
        for (long value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum / values.length;
    }
}
