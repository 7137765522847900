package org.folkmoot.aggregation.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.folkmoot.aggregation.local.NovaClient;
import org.folkmoot.aggregation.rule.WideScalar;
import org.folkmoot.api.aggregation.LinearQuery;
import org.folkmoot.api.aggregation.RingEncoding;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.testkit.LinearQueryContract;
import org.junit.jupiter.api.Test;

final class FedNovaTest implements LinearQueryContract {
    private static final ParameterLayout TWO = ParameterLayout.float64(ParameterBlock.trainable("w", 2));

    @Override
    public LinearQuery query() {
        return FedNova.weighted(1_000).maxAbs(4);
    }

    private static final double TAU = 5.25;

    @Override
    public ParameterVector update(ParameterLayout shared, double[] difference) {
        double[] normalised = Arrays.stream(difference).map(each -> each / TAU).toArray();
        return sent(shared, normalised, TAU);
    }

    @Override
    public double[] decodedAlone(ParameterVector update) {
        double[] delta = new double[update.size() - WideScalar.ELEMENTS];
        for (int j = 0; j < delta.length; j++) {
            delta[j] = TAU * update.get(j);
        }
        return delta;
    }

    @Override
    public double tolerance(ParameterVector update, RingEncoding encoding, double expected) {
        return TAU * Math.scalb(1.0, -encoding.fractionBits()) + 4 * Math.ulp(expected);
    }

    @Test
    void clientsThatStepMoreDoNotPullMore() {
        FedNova rule = FedNova.uniform();
        RingEncoding encoding = rule.encoding(rule.updateLayout(TWO), 2);
        long[] sum = new long[encoding.width()];
        rule.accumulate(sent(TWO, new double[] {1, 0}, 1), 1, encoding, sum);
        rule.accumulate(sent(TWO, new double[] {0, 1}, 9), 1, encoding, sum);
        assertThat(rule.finish(sum, encoding)).containsExactly(2.5, 2.5);
    }

    @Test
    void refusesAWayThatNoClientCanHaveGone() {
        FedNova rule = FedNova.weighted().maxTau(100);
        RingEncoding encoding = rule.encoding(rule.updateLayout(TWO), 2);
        for (double tau : new double[] {-1, 0, 0.5, Math.nextUp(100.0) + 1e-9, 1_000}) {
            long[] sum = new long[encoding.width()];
            assertThatIllegalArgumentException()
                    .as("%s", tau)
                    .isThrownBy(() -> rule.accumulate(sent(TWO, new double[] {1, 2}, tau), 1, encoding, sum))
                    .withMessageStartingWith("tau: ")
                    .withMessageEndingWith("(expected: in [1, 100])");
            assertThat(sum).containsOnly(0);
        }
    }

    /** The fine part of a scalar must not carry what the bound on the coarse one keeps out. */
    @Test
    void refusesAWayThatIsHiddenInTheFinePart() {
        FedNova rule = FedNova.weighted();
        RingEncoding encoding = rule.encoding(rule.updateLayout(TWO), 2);
        ParameterVector hidden = ParameterVector.of(rule.updateLayout(TWO), new double[] {1, 2, 0x1p-16, 16});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rule.accumulate(hidden, 1, encoding, new long[encoding.width()]))
                .withMessage("delta[3]: 16.0 (expected: magnitude <= 1.220703125E-4)");
    }

    @Test
    void refusesBoundsUnderWhichTheWayCannotBeSent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FedNova.weighted().maxAbs(0x1p-6))
                .withMessage("maxTau: 4096 (expected: in [1, 1024.0])");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        FedNova.weighted(1L << 40).encoding(FedNova.weighted().updateLayout(TWO), 1))
                .withMessageContaining("fractionBits: 18")
                .withMessageContaining("expected: >= 28");
    }

    private static ParameterVector sent(ParameterLayout shared, double[] values, double scalar) {
        double[] all = Arrays.copyOf(values, values.length + WideScalar.ELEMENTS);
        WideScalar.write(scalar, all, values.length);
        return ParameterVector.of(NovaClient.layout(shared), all);
    }
}
