package org.folkmoot.aggregation.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.aggregation.MalformedUpdateException;
import org.folkmoot.api.aggregation.UpdateCodec;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.core.random.AesCtrGenerator;
import org.folkmoot.testkit.UpdateCodecContract;
import org.junit.jupiter.api.Test;

final class FixedStepTest implements UpdateCodecContract {
    private static final Digest SEED = Digest.sha256();
    private static final ParameterLayout THREE = ParameterLayout.float32(ParameterBlock.trainable("w", 3));

    @Override
    public UpdateCodec codec() {
        return FixedStep.int8(0.7);
    }

    private static AesCtrGenerator chance() {
        return AesCtrGenerator.fromSeed(SEED);
    }

    @Property(tries = 200)
    void reachesTheRangeUpToOneStep(@ForAll @Scale(9) @DoubleRange(min = 1e-9, max = 1e9) double range) {
        for (FixedStep codec : List.of(FixedStep.int8(range), FixedStep.int4(range))) {
            assertThat(codec.largest()).isLessThanOrEqualTo(range).isGreaterThanOrEqualTo(range - codec.step());
            assertThat(codec.step()).isEqualTo(Math.scalb(1.0, Math.getExponent(codec.step())));
        }
        assertThat(FixedStep.int8(range).largest() / FixedStep.int8(range).step())
                .isBetween(64.0, 127.0);
        assertThat(FixedStep.int4(range).largest() / FixedStep.int4(range).step())
                .isBetween(4.0, 7.0);
    }

    @Property(tries = 200)
    void movesNoValueByAStepAndKeepsValuesOnTheGrid(
            @ForAll @Scale(9) @DoubleRange(min = -0.69, max = 0.69) double value) {
        FixedStep codec = FixedStep.int4(0.7);
        ParameterLayout one = ParameterLayout.float64(ParameterBlock.trainable("w", 1));
        ParameterVector sent = codec.compress(ParameterVector.of(one, new double[] {value}), SEED, chance());
        assertThat(sent.get(0))
                .isCloseTo(Math.max(-codec.largest(), Math.min(codec.largest(), value)), within(codec.step()));
        assertThat(codec.compress(sent, SEED, AesCtrGenerator.fromSeed(sent.digest())))
                .isEqualTo(sent);
    }

    /** Six deviations of the mean of n values whose variance is a quarter of a squared step at most. */
    @Test
    void isUnbiased() {
        int n = 100_000;
        FixedStep codec = FixedStep.int4(1);
        ParameterLayout layout = ParameterLayout.float64(ParameterBlock.trainable("w", n));
        for (double value : new double[] {0.3, -0.3, 0.01, -0.74}) {
            ParameterVector update = ParameterVector.computed(layout, (from, out, length) -> {
                for (int i = 0; i < length; i++) {
                    out[i] = value;
                }
            });
            double sum = 0;
            for (double sent : codec.compress(update, SEED, chance()).toDoubleArray()) {
                sum += sent;
            }
            assertThat(sum / n).isCloseTo(value, within(6 * 0.5 * codec.step() / Math.sqrt(n)));
        }
    }

    /** With the chances 0.4555, 0.8294, 0.4516, which AES-256-CTR of another library gives for the seed. */
    @Test
    void roundsByTheBitsOfTheGenerator() {
        ParameterVector update = ParameterVector.of(THREE, new float[] {0.3f, -0.3f, 0.06f});
        assertThat(FixedStep.int4(1).compress(update, SEED, chance()))
                .isEqualTo(ParameterVector.of(THREE, new float[] {0.25f, -0.375f, 0.125f}));
    }

    @Test
    void clipsToTheLastStepWithinTheRange() {
        FixedStep codec = FixedStep.int8(16);
        assertThat(codec.step()).isEqualTo(0.125);
        ParameterVector sent =
                codec.compress(ParameterVector.of(THREE, new float[] {17, -1e30f, -0.0f}), SEED, chance());
        assertThat(sent).isEqualTo(ParameterVector.of(THREE, new float[] {15.875f, -15.875f, 0}));
    }

    @Test
    void packsTwoNibblesIntoAByteLowOneFirst() throws Exception {
        FixedStep codec = FixedStep.int4(1);
        ParameterVector update = ParameterVector.of(THREE, new float[] {0.125f, -0.125f, 0.875f});
        assertThat(codec.encode(update, SEED)).isEqualTo(Bytes.parseHex("f107"));
        assertThat(codec.decode(THREE, Bytes.parseHex("f107"), SEED)).isEqualTo(update);
        assertThat(FixedStep.int8(1).encode(update, SEED)).isEqualTo(Bytes.parseHex("10f070"));
    }

    @Test
    void refusesLevelsBeyondTheRangeAndPadding() {
        refuses(FixedStep.int4(1), "f117", "padding: not zero (expected: zero)");
        refuses(FixedStep.int4(1), "8107", "steps of parameter 1: -8 (expected: magnitude <= 7)");
        refuses(FixedStep.int8(1), "000080", "steps of parameter 2: -128 (expected: magnitude <= 127)");
        refuses(FixedStep.int8(0.7), "5a0000", "steps of parameter 0: 90 (expected: magnitude <= 89)");
        refuses(FixedStep.int8(1), "0000", "bytes: 2 (expected: 3 for 3 parameters)");
    }

    private static void refuses(FixedStep codec, String hex, String message) {
        assertThatExceptionOfType(MalformedUpdateException.class)
                .isThrownBy(() -> codec.decode(THREE, Bytes.parseHex(hex), SEED))
                .withMessage(message);
    }

    /** Sums of the numbers of steps are sums of the values: exact in double, whatever the order. */
    @Property(tries = 100)
    void sumsAsWholeSteps(@ForAll long first, @ForAll long second) {
        FixedStep codec = FixedStep.int8(0.7);
        double[] a = random(codec, first);
        double[] b = random(codec, second);
        for (int j = 0; j < a.length; j++) {
            double steps = a[j] / codec.step() + b[j] / codec.step();
            assertThat(steps).isEqualTo(Math.rint(steps));
            assertThat(steps * codec.step()).isEqualTo(a[j] + b[j]);
        }
    }

    private static double[] random(FixedStep codec, long seed) {
        double[] values = new Random(seed).doubles(3, -1, 1).toArray();
        return codec.compress(ParameterVector.of(THREE, values), SEED, chance()).toDoubleArray();
    }

    @Test
    void refusesRangesThatCannotBe() {
        for (double range : new double[] {0, -1, Double.NaN, 1e300, 1e-300}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FixedStep.int8(range))
                    .withMessage("range: " + range + " (expected: in [2^-100, 2^100])");
        }
    }
}
