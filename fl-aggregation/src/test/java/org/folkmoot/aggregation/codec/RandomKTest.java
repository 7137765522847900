package org.folkmoot.aggregation.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.aggregation.MalformedUpdateException;
import org.folkmoot.api.aggregation.UpdateCodec;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.core.random.AesCtrGenerator;
import org.folkmoot.core.random.SeedDerivation;
import org.folkmoot.testkit.UpdateCodecContract;
import org.junit.jupiter.api.Test;

final class RandomKTest implements UpdateCodecContract {
    private static final Digest SEED = Digest.sha256();
    private static final AesCtrGenerator UNUSED = AesCtrGenerator.fromSeed(SEED);
    private static final int[] POSITIONS = {3, 4, 5};
    private static final ParameterLayout TEN = ParameterLayout.float32(ParameterBlock.trainable("w", 10));

    @Override
    public UpdateCodec codec() {
        return RandomK.scaled(0.3);
    }

    /** As SHA-256 and AES-256-CTR of another library give them; another draw would be another version of the codec. */
    @Test
    void drawsThesePositions() {
        assertThat(RandomK.scaled(0.3).positions(10, SEED)).containsExactly(POSITIONS);
        assertThat(RandomK.unscaled(0.3).positions(10, SEED)).containsExactly(POSITIONS);
    }

    @Test
    void sharesPositionsAmongTheClientsOfARoundOnly() {
        ParameterVector ones = filled(1);
        ParameterVector twos = filled(2);
        Digest next = Digest.sha256(SEED.bytes());
        RandomK codec = RandomK.unscaled(0.3);
        assertThat(positions(codec.compress(ones, SEED, AesCtrGenerator.fromSeed(next))))
                .isEqualTo(positions(codec.compress(twos, SEED, UNUSED)))
                .isNotEqualTo(positions(codec.compress(ones, next, UNUSED)));
    }

    /** Six deviations of the mean over n seeds of d/k times a Bernoulli value of probability k/d. */
    @Test
    void isUnbiasedOverSeedsWhereScaled() {
        int n = 20_000;
        double[] sums = new double[10];
        for (int round = 0; round < n; round++) {
            ParameterVector sent =
                    RandomK.scaled(0.3).compress(filled(1), SeedDerivation.derive(SEED, "round", round), UNUSED);
            Arrays.setAll(sums, j -> sums[j] + sent.get(j));
        }
        double tolerance = 6 * Math.sqrt((10.0 / 3 - 1) / n) + Math.ulp(4f);
        for (double sum : sums) {
            assertThat(sum / n).isCloseTo(1, within(tolerance));
        }
    }

    @Test
    void scalesOnlyWhereItSaysSo() {
        assertThat(RandomK.scaled(0.3).compress(filled(1.5), SEED, UNUSED).get(POSITIONS[0]))
                .isEqualTo(5);
        assertThat(RandomK.unscaled(0.3).compress(filled(1.5), SEED, UNUSED).get(POSITIONS[0]))
                .isEqualTo(1.5);
        assertThat(RandomK.scaled(0.3).carriesError()).isFalse();
        assertThat(RandomK.unscaled(0.3).carriesError()).isTrue();
        assertThat(RandomK.scaled(1).compress(filled(1.5), SEED, UNUSED)).isEqualTo(filled(1.5));
    }

    @Test
    void refusesToScaleBeyondTheElementType() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RandomK.scaled(0.3).compress(filled(Float.MAX_VALUE), SEED, UNUSED))
                .withMessage("update[" + POSITIONS[0]
                        + "]: 3.4028234663852886E38 (expected: finite when multiplied by 3.3333333333333335)");
    }

    @Test
    void refusesValuesThatAreNotFinite() {
        assertThatExceptionOfType(MalformedUpdateException.class)
                .isThrownBy(() -> codec().decode(TEN, Bytes.parseHex("00000000" + "0000c07f" + "00000000"), SEED))
                .withMessage("value: NaN (expected: finite)");
    }

    private static ParameterVector filled(double value) {
        double[] values = new double[TEN.size()];
        Arrays.fill(values, value);
        return ParameterVector.of(TEN, values);
    }

    private static int[] positions(ParameterVector sent) {
        return IntStream.range(0, sent.size()).filter(j -> sent.get(j) != 0).toArray();
    }
}
