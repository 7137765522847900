package org.folkmoot.aggregation.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.folkmoot.api.aggregation.LinearQuery;
import org.folkmoot.api.aggregation.RingEncoding;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.testkit.LinearQueryContract;
import org.junit.jupiter.api.Test;

final class FedBuffTest implements LinearQueryContract {
    private static final ParameterLayout TWO = ParameterLayout.float64(ParameterBlock.trainable("w", 2));

    @Override
    public LinearQuery query() {
        return FedBuff.defaults().maxAbs(4);
    }

    @Test
    void lateOnesCountTheRootOfHowLateTheyAre() {
        FedBuff rule = FedBuff.defaults();
        assertThat(rule.weight(7, 0)).isEqualTo(1 << 16);
        assertThat(rule.weight(7, 3)).isEqualTo(1 << 15);
        assertThat(rule.weight(7, 15)).isEqualTo(1 << 14);
        assertThat(rule.weight(7, 1)).as("65536 / sqrt 2 = 46340.95").isEqualTo(46_341);
        assertThat(rule.weight(7, Integer.MAX_VALUE)).isEqualTo(1);
    }

    /** Not a weighted mean: a window of late ones moves the model less. */
    @Test
    void dividesByHowManyThereAre() {
        FedBuff rule = FedBuff.defaults();
        RingEncoding encoding = rule.encoding(TWO, 2);
        long[] sum = new long[encoding.width()];
        ParameterVector delta = ParameterVector.of(TWO, new double[] {2, -4});
        rule.accumulate(delta, rule.weight(1, 3), encoding, sum);
        rule.accumulate(delta, rule.weight(1, 3), encoding, sum);
        assertThat(rule.finish(sum, encoding)).containsExactly(1, -2);
    }

    @Test
    void refusesWhatComesBeforeItsTime() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FedBuff.defaults().weight(1, -1))
                .withMessage("staleness: -1 (expected: >= 0)");
    }
}
