package org.folkmoot.aggregation.robust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.folkmoot.aggregation.RobustVectors;
import org.folkmoot.aggregation.tile.HeapRows;
import org.folkmoot.api.aggregation.SetAggregator;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.testkit.aggregation.SetAggregatorContract;
import org.junit.jupiter.api.Test;

final class CoordinateMedianTest implements SetAggregatorContract {
    @Override
    public SetAggregator aggregator() {
        return CoordinateMedian.create();
    }

    @Test
    void givesTheKnownAnswers() throws Exception {
        RobustVectors.verify("median", 2, given -> CoordinateMedian.create());
        RobustVectors.verifyLarge("median", 2, given -> CoordinateMedian.create());
    }

    @Test
    void fewerThanHalfCannotLeaveTheRangeOfTheOthers() {
        List<ParameterVector> updates = List.of(
                RobustVectors.vector(1),
                RobustVectors.vector(2),
                RobustVectors.vector(3),
                RobustVectors.vector(1e9),
                RobustVectors.vector(1e9));
        assertThat(HeapRows.aggregate(CoordinateMedian.create(), HeapRows.ranked(updates, 1), 1))
                .containsExactly(3);
    }

    @Test
    void takesMinusZeroForSmallerThanZero() {
        List<ParameterVector> updates =
                List.of(RobustVectors.vector(0.0), RobustVectors.vector(-0.0), RobustVectors.vector(-0.0));
        double[] median = HeapRows.aggregate(CoordinateMedian.create(), HeapRows.ranked(updates, 1), 1);
        double[] other = HeapRows.aggregate(
                CoordinateMedian.create(),
                HeapRows.ranked(List.of(updates.get(1), updates.get(0), updates.get(2)), 1),
                1);
        assertThat(Double.doubleToRawLongBits(median[0])).isEqualTo(Double.doubleToRawLongBits(other[0]));
    }
}
