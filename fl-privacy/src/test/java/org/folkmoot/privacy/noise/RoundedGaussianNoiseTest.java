package org.folkmoot.privacy.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.SecureRandom;
import org.folkmoot.api.privacy.DpEvent;
import org.folkmoot.api.privacy.NoiseMechanism;
import org.folkmoot.testkit.privacy.NoiseMechanismContract;
import org.junit.jupiter.api.Test;

class RoundedGaussianNoiseTest implements NoiseMechanismContract {
    @Override
    public NoiseMechanism mechanism() {
        return RoundedGaussianNoise.of(1.1, 1000, new SecureRandom());
    }

    @Override
    public double deviation() {
        return 1100;
    }

    @Test
    void derivesItsEventFromWhatItDraws() {
        RoundedGaussianNoise noise = RoundedGaussianNoise.of(0.5, 3, new SecureRandom());

        assertThat(noise.deviation()).isEqualTo(2);
        assertThat(noise.event()).isEqualTo(new DpEvent.Gaussian(Math.nextDown(2.0 / 3)));
    }

    @Test
    void refusesAGridThatIsTooFine() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> RoundedGaussianNoise.of(10, 1e15, new SecureRandom()))
                .withMessageContaining("coarser");
    }
}
