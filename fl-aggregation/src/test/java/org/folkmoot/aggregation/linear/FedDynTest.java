package org.folkmoot.aggregation.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.TreeMap;
import org.folkmoot.aggregation.Vectors;
import org.folkmoot.api.aggregation.Aggregated;
import org.folkmoot.api.aggregation.LinearQuery;
import org.folkmoot.api.aggregation.RingEncoding;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterRole;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.testkit.LinearQueryContract;
import org.junit.jupiter.api.Test;

final class FedDynTest implements LinearQueryContract {
    private static final ParameterLayout TWO = ParameterLayout.float64(ParameterBlock.trainable("w", 2));

    @Override
    public LinearQuery query() {
        return FedDyn.of(0.01).maxAbs(4).forPopulation(16);
    }

    @Override
    public boolean supports(ParameterLayout shared) {
        return shared.blocks().stream().allMatch(block -> block.role() == ParameterRole.TRAINABLE);
    }

    /** The mean, and beside it the share of the population that moved. */
    @Override
    public double[] decodedAlone(ParameterVector update) {
        return Arrays.stream(update.toDoubleArray())
                .map(each -> each + each / 16)
                .toArray();
    }

    @Override
    public double tolerance(ParameterVector update, RingEncoding encoding, double expected) {
        return 2 * Math.scalb(1.0, -encoding.fractionBits()) + 8 * Math.ulp(expected);
    }

    @Test
    void remembersWhatClientsMoved() {
        FedDyn rule = FedDyn.of(0.5).forPopulation(4);
        RingEncoding encoding = rule.encoding(TWO, 2);
        long[] sum = new long[encoding.width()];
        rule.accumulate(ParameterVector.of(TWO, new double[] {2, -4}), 1, encoding, sum);
        Aggregated first = rule.conclude(sum, encoding, rule.initialSlots(TWO));
        assertThat(Vectors.slot(first.slots(), "feddyn.h").toDoubleArray()).containsExactly(-0.25, 0.5);
        assertThat(first.delta()).containsExactly(2.5, -5);
        Aggregated second = rule.conclude(sum, encoding, first.slots());
        assertThat(Vectors.slot(second.slots(), "feddyn.h").toDoubleArray()).containsExactly(-0.5, 1);
        assertThat(second.delta()).containsExactly(3, -6);
    }

    @Test
    void refusesBuffers() {
        ParameterLayout buffered =
                ParameterLayout.float32(ParameterBlock.trainable("w", 2), ParameterBlock.buffer("mean", 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FedDyn.of(0.1).encoding(buffered, 2))
                .withMessageContaining("block mean")
                .withMessageContaining("keep the group mean at home");
    }

    @Test
    void refusesAStateThatLacksItsSlot() {
        FedDyn rule = FedDyn.of(0.5).forPopulation(4);
        RingEncoding encoding = rule.encoding(TWO, 2);
        long[] sum = new long[encoding.width()];
        rule.accumulate(ParameterVector.of(TWO, new double[] {2, -4}), 1, encoding, sum);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rule.conclude(sum, encoding, new TreeMap<>()))
                .withMessageStartingWith("slot feddyn.h: none");
    }
}
