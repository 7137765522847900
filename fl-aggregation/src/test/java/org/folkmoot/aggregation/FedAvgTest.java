package org.folkmoot.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.folkmoot.api.aggregation.LinearQuery;
import org.folkmoot.api.aggregation.RingChannel;
import org.folkmoot.api.aggregation.RingEncoding;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.testkit.LinearQueryContract;
import org.junit.jupiter.api.Test;

final class FedAvgTest implements LinearQueryContract {
    private static final ParameterLayout TWO = ParameterLayout.float64(ParameterBlock.trainable("w", 2));

    @Override
    public LinearQuery query() {
        return FedAvg.weighted(1_000).maxAbs(4);
    }

    @Test
    void statesItsParametersInShortestForm() {
        assertThat(FedAvg.weighted().maxAbs(0.1).parameters())
                .isEqualTo(Map.of("weighting", "examples", "weightCap", "10000", "maxAbs", "0.1"));
        assertThat(FedAvg.uniform().parameters())
                .isEqualTo(Map.of("weighting", "uniform", "weightCap", "1", "maxAbs", "16"));
    }

    @Test
    void weighsByExamplesUpToTheCap() {
        assertThat(FedAvg.weighted().weight(9_999)).isEqualTo(9_999);
        assertThat(FedAvg.weighted().weight(10_001)).isEqualTo(10_000);
        assertThat(FedAvg.uniform().weight(10_001)).isEqualTo(1);
    }

    @Test
    void encodesWeightTimesRoundedValue() {
        FedAvg rule = FedAvg.weighted(1_000);
        RingEncoding encoding = rule.encoding(TWO, 10);
        double unit = Math.scalb(1.0, -encoding.fractionBits());
        long[] out = new long[3];
        rule.encode(ParameterVector.of(TWO, new double[] {2.5 * unit, -3.5 * unit}), 7, encoding, out);
        assertThat(out).as("half goes to even").containsExactly(7 * 2, 7 * -4, 7);
        assertThat(encoding.channels())
                .containsExactly(new RingChannel(RingChannel.DELTA, 2), new RingChannel(RingChannel.WEIGHT, 1));
    }

    /** 2^63 - 1 = 3577 * 127 * 20303320287433, so 127 clients of weight 3577 at this bound fill the ring to the last. */
    @Test
    void fillsTheRingExactlyAtTheLimit() {
        double limit = 20_303_320_287_433.0;
        FedAvg rule = FedAvg.weighted(3_577).maxAbs(limit);
        LinearFold fold = LinearFold.of(Programs.of(rule, TWO, 127));
        ParameterVector delta = ParameterVector.of(TWO, new double[] {limit, -limit});
        for (int i = 0; i < 127; i++) {
            fold.add(delta, 3_577);
        }
        RoundState after = fold.finish(RoundState.of(ParameterVector.zeros(TWO)));
        assertThat(after.model()).isEqualTo(delta);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fold.add(delta, 1))
                .withMessage("total weight: 454279 + 1 (expected: <= 454279)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rule.encoding(TWO, 128))
                .withMessageContainingAll("457856", "2^63");
    }

    @Test
    void refusesWhatCannotBeARule() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FedAvg.weighted(0))
                .withMessage("weightCap: 0 (expected: >= 1)");
        for (double bound : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FedAvg.uniform().maxAbs(bound))
                    .withMessage("maxAbs: " + bound + " (expected: > 0, finite)");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FedAvg.weighted(Long.MAX_VALUE).encoding(TWO, 2))
                .withMessage("total weight: up to 2 clients * 9223372036854775807 (expected: <= 9223372036854775807)");
    }

    @Test
    void refusesAnEncodingThatIsNotItsOwn() {
        FedAvg rule = FedAvg.weighted(1_000);
        RingEncoding own = rule.encoding(TWO, 10);
        RingEncoding finer = new RingEncoding(64, 52, own.maxAbs(), own.maxTotalWeight(), own.channels());
        long[] out = new long[3];
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rule.encode(ParameterVector.zeros(TWO), 1, finer, out))
                .withMessageContainingAll("fractionBits=52", "fractionBits=" + own.fractionBits());
        assertThatIllegalArgumentException().isThrownBy(() -> rule.finish(out, finer));
        RingEncoding ofAnotherBound = rule.maxAbs(8).encoding(TWO, 10);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rule.encode(ParameterVector.zeros(TWO), 1, ofAnotherBound, out));
    }

    @Test
    void refusesWeightsBeyondTheCapAndSumsWithoutWeight() {
        FedAvg rule = FedAvg.weighted(1_000);
        RingEncoding encoding = rule.encoding(TWO, 10);
        long[] out = new long[3];
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rule.encode(ParameterVector.zeros(TWO), 1_001, encoding, out))
                .withMessage("weight: 1001 (expected: in [1, 1000])");
        for (long total : new long[] {0, -1, 10_001}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> rule.finish(new long[] {1, 2, total}, encoding))
                    .withMessage("total weight: " + total + " (expected: in [1, 10000])");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rule.encode(ParameterVector.zeros(TWO), 1, encoding, new long[4]))
                .withMessage("elements.length: 4 (expected: 3)");
    }

    @Test
    void namesThePositionBeyondTheFirstTile() {
        ParameterLayout layout = ParameterLayout.float32(ParameterBlock.trainable("w", 5_000));
        FedAvg rule = FedAvg.uniform();
        double[] values = new double[5_000];
        Arrays.fill(values, 1);
        values[4_321] = 17;
        long[] out = new long[5_001];
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rule.encode(ParameterVector.of(layout, values), 1, rule.encoding(layout, 1), out))
                .withMessage("delta[4321]: 17.0 (expected: magnitude <= 16.0)");
    }

    /** Whole numbers and halves of the resolution, where two ways to round could differ, and both sides of them. */
    @Property(tries = 200)
    void roundsHalvesToEvenWhateverTheWay(@ForAll @LongRange(min = -(1L << 20), max = 1L << 20) long whole) {
        for (double bound : new double[] {16, 0x1.0p40}) {
            FedAvg rule = FedAvg.weighted(1).maxAbs(bound);
            ParameterLayout layout = ParameterLayout.float64(ParameterBlock.trainable("w", 4));
            RingEncoding encoding = rule.encoding(layout, 1);
            double scale = 1L << encoding.fractionBits();
            double half = (whole + 0.5) / scale;
            double[] values = {whole / scale, half, Math.nextUp(half), Math.nextDown(half)};
            long[] out = new long[encoding.width()];

            rule.encode(ParameterVector.of(layout, values), 1, encoding, out);

            for (int j = 0; j < values.length; j++) {
                assertThat(out[j]).as("%s", values[j]).isEqualTo((long) StrictMath.rint(values[j] * scale));
            }
        }
    }
}
