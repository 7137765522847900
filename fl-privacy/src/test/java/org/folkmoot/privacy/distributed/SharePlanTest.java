package org.folkmoot.privacy.distributed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.folkmoot.api.Digest;
import org.folkmoot.api.privacy.DpEvent;
import org.junit.jupiter.api.Test;

class SharePlanTest {
    private static final SharePlan PLAN = new SharePlan(1, 0.001, 1024, 20, 5, 1.5);

    @Test
    void countsOnlyHonestSharesThatAreSureToBeThere() {
        var event = (DpEvent.DistributedDiscreteGaussian)
                PLAN.share(new SecureRandom()).event();

        assertThat(event.shares()).isEqualTo(15);
        double multiplier = Math.sqrt(event.shares() * event.shareVariance()) / event.l2Sensitivity();
        assertThat(multiplier).isGreaterThanOrEqualTo(1.5).isCloseTo(1.5, within(0.01));
    }

    @Test
    void refusesPlansWithoutAnHonestShare() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new SharePlan(1, 0.001, 1024, 20, 20, 1.5))
                .withMessageContaining("colluders");
    }

    @Test
    void aModulusHoldsTheSumAndItsNoise() {
        int bits = PLAN.ringBits(40, 6);
        long[] sum = new long[PLAN.dimension()];
        RandomRotation rotation = RandomRotation.of(PLAN.dimension(), Digest.sha256(new byte[] {1}));
        double[] update = new double[PLAN.dimension()];
        update[3] = 1 / PLAN.granularity();
        for (int client = 0; client < 40; client++) {
            long[] rounded = PLAN.rounding().round(rotation.rotate(update), new Random(client));
            PLAN.share(new SecureRandom()).addTo(rounded);
            for (int j = 0; j < sum.length; j++) {
                sum[j] += rounded[j];
            }
        }

        for (long element : sum) {
            assertThat(Math.abs(element)).isLessThan(1L << (bits - 1));
        }
    }

    @Property(tries = 30)
    void rotationsKeepLengthsAndTurnBack(@ForAll @IntRange(min = 1, max = 200) int dimension, @ForAll long seed) {
        RandomRotation rotation =
                RandomRotation.of(dimension, Digest.sha256(Long.toString(seed).getBytes(StandardCharsets.UTF_8)));
        double[] values = new Random(seed).doubles(dimension, -1, 1).toArray();

        double[] rotated = rotation.rotate(values);

        assertThat(norm(rotated)).isCloseTo(norm(values), within(1e-12 * (1 + norm(values))));
        assertThat(rotation.turnBack(rotated)).containsExactly(values, within(1e-12));
    }

    @Property(tries = 30)
    void roundedVectorsAreWithinTheirBound(@ForAll @IntRange(min = 1, max = 300) int dimension, @ForAll long seed) {
        ConditionalRounding rounding = ConditionalRounding.of(5, dimension, ConditionalRounding.BETA);
        double[] values = new Random(seed).doubles(dimension, -1, 1).toArray();
        double norm = norm(values);
        for (int i = 0; i < dimension; i++) {
            values[i] *= 5 / norm;
        }

        long[] rounded = rounding.round(values, new Random(seed));

        double squares = 0;
        for (int i = 0; i < dimension; i++) {
            squares += (double) rounded[i] * rounded[i];
            assertThat(Math.abs(rounded[i] - values[i])).isLessThan(1);
        }
        assertThat(Math.sqrt(squares)).isLessThanOrEqualTo(rounding.bound());
    }

    private static double norm(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }
}
