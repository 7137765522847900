package org.folkmoot.privacy.clipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Random;
import org.folkmoot.api.privacy.ClippingStrategy;
import org.folkmoot.testkit.privacy.ClippingStrategyContract;
import org.junit.jupiter.api.Test;

class AdaptiveQuantileClippingTest implements ClippingStrategyContract {
    @Override
    public ClippingStrategy strategy() {
        return AdaptiveQuantileClipping.median(100);
    }

    /** Another framework has the sign wrong, and ends at 0.0002 and 3603 here. */
    @Test
    void findsTheMedianFromBelowAndFromAbove() {
        for (double first : new double[] {0.1, 10}) {
            AdaptiveQuantileClipping clipping = new AdaptiveQuantileClipping(first, 0.5, 0.2, 5, 1e-6, 1e6);
            Random random = new Random(3);
            for (int round = 0; round < 60; round++) {
                int within = 0;
                for (int client = 0; client < 100; client++) {
                    double norm = Math.exp(0.3 * random.nextGaussian());
                    within += norm <= clipping.bound() ? 1 : 0;
                }
                clipping = clipping.next((within + 5 * random.nextGaussian()) / 100);
            }

            assertThat(clipping.bound()).isBetween(0.7, 1.4);
        }
    }

    @Test
    void staysWithinItsLimitsWhateverTheNoiseSays() {
        AdaptiveQuantileClipping clipping = new AdaptiveQuantileClipping(1, 0.5, 0.2, 5, 0.5, 2);
        for (int round = 0; round < 50; round++) {
            clipping = clipping.next(-100);
        }

        assertThat(clipping.bound()).isEqualTo(2);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> AdaptiveQuantileClipping.median(100).next(Double.NaN));
    }

    @Test
    void refusesNoiseThatTheCountAloneWouldExceed() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new AdaptiveQuantileClipping(1, 0.5, 0.2, 0.5, 1e-3, 1e3).updateNoiseMultiplier(1));
    }
}
