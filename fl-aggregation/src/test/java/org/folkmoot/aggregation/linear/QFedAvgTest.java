package org.folkmoot.aggregation.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.folkmoot.aggregation.local.QFedAvgClient;
import org.folkmoot.aggregation.rule.WideScalar;
import org.folkmoot.api.aggregation.LinearQuery;
import org.folkmoot.api.aggregation.RingEncoding;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.testkit.LinearQueryContract;
import org.junit.jupiter.api.Test;

final class QFedAvgTest implements LinearQueryContract {
    private static final ParameterLayout TWO = ParameterLayout.float64(ParameterBlock.trainable("w", 2));

    @Override
    public LinearQuery query() {
        return QFedAvg.of(2).maxAbs(4);
    }

    private static final double LOSS = 0.75;
    private static final double RATE = 0.25;

    @Override
    public ParameterVector update(ParameterLayout shared, double[] difference) {
        double factor = LOSS * LOSS;
        double squared = Arrays.stream(difference).map(each -> each * each).sum();
        double[] values = Arrays.stream(difference).map(each -> each * factor).toArray();
        return sent(shared, values, 2 * LOSS * squared / RATE + factor);
    }

    @Override
    public double[] decodedAlone(ParameterVector update) {
        double[] delta = new double[update.size() - WideScalar.ELEMENTS];
        double h = WideScalar.read(update, delta.length);
        for (int j = 0; j < delta.length; j++) {
            delta[j] = update.get(j) / h;
        }
        return delta;
    }

    /** Values are off by half a step, h by half a step of its fine part and one of its coarse part. */
    @Override
    public double tolerance(ParameterVector update, RingEncoding encoding, double expected) {
        double step = Math.scalb(1.0, -encoding.fractionBits());
        double h = WideScalar.read(update, update.size() - WideScalar.ELEMENTS);
        return (step + Math.abs(expected) * step * 0x1p8) / h + 4 * Math.ulp(expected);
    }

    @Test
    void withoutFairnessIsThePlainMean() {
        QFedAvg rule = QFedAvg.of(0);
        RingEncoding encoding = rule.encoding(rule.updateLayout(TWO), 2);
        long[] sum = new long[encoding.width()];
        rule.accumulate(sent(TWO, new double[] {1, 0}, 1), 1, encoding, sum);
        rule.accumulate(sent(TWO, new double[] {0, 3}, 1), 1, encoding, sum);
        assertThat(rule.finish(sum, encoding)).containsExactly(0.5, 1.5);
    }

    @Test
    void refusesAnHThatWouldLetAClientThrowTheModelAnywhere() {
        QFedAvg rule = QFedAvg.of(2);
        RingEncoding encoding = rule.encoding(rule.updateLayout(TWO), 2);
        for (double h : new double[] {-1, 0, 0x1p-21}) {
            long[] sum = new long[encoding.width()];
            assertThatIllegalArgumentException()
                    .as("%s", h)
                    .isThrownBy(() -> rule.accumulate(sent(TWO, new double[] {0, 0}, h), 1, encoding, sum))
                    .withMessageStartingWith("h: ");
            assertThat(sum).containsOnly(0);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        rule.accumulate(sent(TWO, new double[] {0, 9}, 0.5), 1, encoding, new long[encoding.width()]))
                .withMessage("delta[1]: 9.0 (expected: magnitude <= h * maxAbs, which is 8.0)");
    }

    /** Whatever liars send that is let in, no parameter moves by more than the bound. */
    @Property(tries = 100)
    void noLiarMovesAParameterBeyondTheBound(@ForAll @DoubleRange(min = 0, max = 0x1p20) double h, @ForAll long seed) {
        QFedAvg rule = QFedAvg.of(1);
        RingEncoding encoding = rule.encoding(rule.updateLayout(TWO), 9);
        long[] sum = new long[encoding.width()];
        rule.accumulate(sent(TWO, new double[] {1e-3, 1e-3}, 1), 1, encoding, sum);
        Random random = new Random(seed);
        for (int i = 0; i < 8; i++) {
            double[] lie = {random.nextDouble() * 32 - 16, random.nextDouble() * 32 - 16};
            try {
                rule.accumulate(sent(TWO, lie, h * random.nextDouble()), 1, encoding, sum);
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageContaining("expected");
            }
        }
        double most =
                Arrays.stream(rule.finish(sum, encoding)).map(Math::abs).max().orElseThrow();
        assertThat(most).as("up to the resolution of h").isLessThanOrEqualTo(16 + 1e-6);
    }

    private static ParameterVector sent(ParameterLayout shared, double[] values, double scalar) {
        double[] all = Arrays.copyOf(values, values.length + WideScalar.ELEMENTS);
        WideScalar.write(scalar, all, values.length);
        return ParameterVector.of(QFedAvgClient.layout(shared), all);
    }
}
