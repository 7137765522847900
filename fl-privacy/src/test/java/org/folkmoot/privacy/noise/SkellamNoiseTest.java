package org.folkmoot.privacy.noise;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.folkmoot.api.Digest;
import org.folkmoot.api.privacy.DpEvent;
import org.folkmoot.api.privacy.NoiseMechanism;
import org.folkmoot.core.random.AesCtrGenerator;
import org.folkmoot.testkit.privacy.NoiseMechanismContract;
import org.junit.jupiter.api.Test;

class SkellamNoiseTest implements NoiseMechanismContract {
    @Override
    public NoiseMechanism mechanism() {
        return SkellamNoise.share(1, 1000, 4, 16, new SecureRandom());
    }

    @Override
    public double deviation() {
        return 500;
    }

    @Test
    void countsHonestSharesOnly() {
        assertThat(mechanism().event()).isEqualTo(new DpEvent.Skellam(1e6, 1000, 16));
    }

    @Test
    void drawsPoissonValues() {
        long mean = PoissonDraw.LEAST_MEAN;
        PoissonDraw draw = new PoissonDraw(mean);
        NoiseBits bits = NoiseBits.insecure(AesCtrGenerator.fromSeed(Digest.sha256(new byte[] {8})));
        double[] law = law(mean);
        int samples = 400_000;
        long[] counts = new long[law.length];
        for (int i = 0; i < samples; i++) {
            counts[(int) draw.next(bits)]++;
        }
        double statistic = 0;
        int cells = 0;
        for (int k = 0; k < law.length; k++) {
            double expected = samples * law[k];
            if (expected > 10) {
                statistic += (counts[k] - expected) * (counts[k] - expected) / expected;
                cells++;
            }
        }

        assertThat((statistic - cells) / Math.sqrt(2.0 * cells)).isBetween(-5.0, 5.5);
    }

    @Test
    void decidesCloseDrawsInDecimals() {
        PoissonDraw draw = new PoissonDraw(1L << 40);
        NoiseBits bits = NoiseBits.insecure(AesCtrGenerator.fromSeed(Digest.sha256(new byte[] {9})));
        double sum = 0;
        double squares = 0;
        int samples = 100_000;
        for (int i = 0; i < samples; i++) {
            double off = (draw.next(bits) - (double) (1L << 40)) / (1L << 20);
            sum += off;
            squares += off * off;
        }

        assertThat(Math.abs(sum / samples)).isLessThan(0.02);
        assertThat(squares / samples).isBetween(0.98, 1.02);
        assertThat(draw.agreesInDecimals(123_456)).isTrue();
        assertThat(draw.agreesInDecimals(-4_000_000)).isTrue();
        assertThat(new PoissonDraw(2500).agreesInDecimals(-300)).isTrue();
        assertThat(new PoissonDraw(2500).agreesInDecimals(777)).isTrue();
    }

    private static double[] law(long mean) {
        double[] law = new double[(int) (2 * mean)];
        double log = -mean;
        for (int k = 0; k < law.length; k++) {
            law[k] = Math.exp(log);
            log += Math.log((double) mean / (k + 1));
        }
        return law;
    }
}
