package org.folkmoot.aggregation.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedMap;
import org.folkmoot.aggregation.RobustVectors;
import org.folkmoot.aggregation.Vectors;
import org.folkmoot.api.aggregation.NormFilter;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.testkit.aggregation.NormFilterContract;
import org.junit.jupiter.api.Test;

final class AdaptiveClippingTest implements NormFilterContract {
    @Override
    public NormFilter filter() {
        return AdaptiveClipping.defaults();
    }

    @Test
    void followsTheQuantile() {
        NormFilter filter = AdaptiveClipping.defaults();
        SortedMap<String, ParameterVector> slots =
                filter.initialSlots(RobustVectors.vector(0).layout());
        for (int round = 0; round < 500; round++) {
            long upToIt = 0;
            for (int norm = 1; norm <= 100; norm++) {
                upToIt += filter.counts(norm, slots) ? 1 : 0;
            }
            slots = filter.next(slots, upToIt, 100);
        }
        assertThat(Vectors.slot(slots, AdaptiveClipping.BOUND).get(0)).isBetween(79.0, 82.0);
    }

    /** C becomes C exp(-0.2 (b - 0.8)). */
    @Test
    void movesByTheFormula() {
        NormFilter filter = AdaptiveClipping.defaults();
        SortedMap<String, ParameterVector> first =
                filter.initialSlots(RobustVectors.vector(0).layout());
        assertThat(Vectors.slot(filter.next(first, 3, 10), AdaptiveClipping.BOUND)
                        .get(0))
                .isEqualTo(StrictMath.exp(-0.2 * (0.3 - 0.8)));
    }

    @Test
    void staysAboveZero() {
        NormFilter filter = AdaptiveClipping.defaults();
        SortedMap<String, ParameterVector> slots =
                filter.initialSlots(RobustVectors.vector(0).layout());
        for (int round = 0; round < 5000; round++) {
            slots = filter.next(slots, 10, 10);
        }
        assertThat(Vectors.slot(slots, AdaptiveClipping.BOUND).get(0)).isPositive();
    }
}
