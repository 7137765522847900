package org.folkmoot.privacy.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.security.SecureRandom;
import org.folkmoot.api.privacy.DpEvent;
import org.folkmoot.api.privacy.NoiseMechanism;
import org.folkmoot.testkit.privacy.NoiseMechanismContract;
import org.junit.jupiter.api.Test;

class DiscreteGaussianNoiseTest implements NoiseMechanismContract {
    @Override
    public NoiseMechanism mechanism() {
        return DiscreteGaussianNoise.whole(1, 1000, new SecureRandom());
    }

    @Override
    public double deviation() {
        return 1000;
    }

    @Test
    void sizesSharesForTheHonestOnes() {
        DiscreteGaussianNoise share = DiscreteGaussianNoise.share(1, 1000, 4, 16, new SecureRandom());

        assertThat(share.deviation()).isEqualTo(500);
        assertThat(share.event()).isEqualTo(new DpEvent.DistributedDiscreteGaussian(4, 250_000, 1000, 16));
    }

    @Test
    void sharesAddUpToTheWholeDeviation() {
        int clients = 9;
        long[] sum = new long[20_000];
        for (int i = 0; i < clients; i++) {
            DiscreteGaussianNoise.share(1, 300, clients, sum.length, new SecureRandom())
                    .addTo(sum);
        }
        double squares = 0;
        for (long value : sum) {
            squares += (double) value * value;
        }

        assertThat(Math.sqrt(squares / sum.length)).isCloseTo(300, within(9.0));
    }
}
