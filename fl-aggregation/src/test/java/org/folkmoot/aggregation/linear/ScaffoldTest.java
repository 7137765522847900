package org.folkmoot.aggregation.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.folkmoot.aggregation.Vectors;
import org.folkmoot.aggregation.local.ScaffoldClient;
import org.folkmoot.api.aggregation.Aggregated;
import org.folkmoot.api.aggregation.LinearQuery;
import org.folkmoot.api.aggregation.RingEncoding;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.testkit.LinearQueryContract;
import org.junit.jupiter.api.Test;

final class ScaffoldTest implements LinearQueryContract {
    private static final ParameterLayout TWO = ParameterLayout.float64(ParameterBlock.trainable("w", 2));

    @Override
    public LinearQuery query() {
        return Scaffold.defaults().maxAbs(4).forPopulation(20);
    }

    @Override
    public ParameterVector update(ParameterLayout shared, double[] difference) {
        double[] sent = Arrays.copyOf(difference, 2 * difference.length);
        for (int j = 0; j < difference.length; j++) {
            sent[difference.length + j] = -difference[j] / 2;
        }
        return ParameterVector.of(ScaffoldClient.layout(shared), sent);
    }

    @Override
    public double[] decodedAlone(ParameterVector update) {
        return Arrays.copyOf(update.toDoubleArray(), update.size() / 2);
    }

    @Test
    void controlMovesByTheShareOfTheCohort() {
        Scaffold rule = Scaffold.defaults().forPopulation(8);
        RingEncoding encoding = rule.encoding(rule.updateLayout(TWO), 2);
        long[] sum = new long[encoding.width()];
        rule.accumulate(update(TWO, new double[] {2, 4}), 1, encoding, sum);
        rule.accumulate(update(TWO, new double[] {4, -4}), 1, encoding, sum);
        Aggregated after = rule.conclude(sum, encoding, rule.initialSlots(TWO));
        assertThat(after.delta()).containsExactly(3, 0);
        assertThat(Vectors.slot(after.slots(), "scaffold.control").toDoubleArray())
                .containsExactly(-3.0 / 8, 0);
    }

    @Test
    void refusesMoreContributionsThanThereAreClients() {
        Scaffold rule = Scaffold.defaults().forPopulation(1);
        RingEncoding encoding = rule.encoding(rule.updateLayout(TWO), 2);
        long[] sum = new long[encoding.width()];
        rule.accumulate(update(TWO, new double[] {2, 4}), 1, encoding, sum);
        rule.accumulate(update(TWO, new double[] {2, 4}), 1, encoding, sum);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rule.finish(sum, encoding))
                .withMessageStartingWith("contributions: 2 (expected: <= 1");
    }

    @Test
    void refusesAnEncodingOfAnOddLength() {
        Scaffold rule = Scaffold.defaults();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rule.encoding(ParameterLayout.float64(ParameterBlock.trainable("w", 3)), 2))
                .withMessage("elements: 3 (expected: an even number)");
    }
}
