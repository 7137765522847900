package org.folkmoot.aggregation.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedMap;
import org.folkmoot.aggregation.RobustVectors;
import org.folkmoot.aggregation.Vectors;
import org.folkmoot.api.aggregation.NormFilter;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.testkit.aggregation.NormFilterContract;
import org.junit.jupiter.api.Test;

final class ZeroingTest implements NormFilterContract {
    @Override
    public NormFilter filter() {
        return Zeroing.defaults();
    }

    @Test
    void takesAsZeroWhatIsFarBeyondTheUsual() {
        SortedMap<String, ParameterVector> slots =
                filter().initialSlots(RobustVectors.vector(0).layout());
        assertThat(filter().factor(21, slots)).isEqualTo(1);
        assertThat(filter().factor(21.01, slots)).isEqualTo(0);
    }

    @Test
    void comesDownToTheUsualWithinFewRounds() {
        NormFilter filter = Zeroing.defaults();
        SortedMap<String, ParameterVector> slots =
                filter.initialSlots(RobustVectors.vector(0).layout());
        for (int round = 0; round < 200; round++) {
            slots = filter.next(slots, filter.counts(0.1, slots) ? 100 : 0, 100);
        }
        assertThat(Vectors.slot(slots, Zeroing.ESTIMATE).get(0)).isBetween(0.09, 1.0);
    }
}
