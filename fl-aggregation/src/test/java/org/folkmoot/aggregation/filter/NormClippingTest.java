package org.folkmoot.aggregation.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import org.folkmoot.aggregation.RobustVectors;
import org.folkmoot.api.aggregation.NormFilter;
import org.folkmoot.testkit.aggregation.NormFilterContract;
import org.junit.jupiter.api.Test;

final class NormClippingTest implements NormFilterContract {
    @Override
    public NormFilter filter() {
        return NormClipping.to(2);
    }

    @Test
    void givesTheKnownAnswers() throws Exception {
        RobustVectors.verifyFilter("static_clipping", 3, given -> NormClipping.to(RobustVectors.real(given, "c")));
    }

    @Test
    void leavesTheBoundItselfAsItIs() {
        assertThat(filter().factor(2, new TreeMap<>())).isEqualTo(1);
        assertThat(filter().factor(4, new TreeMap<>())).isEqualTo(0.5);
    }
}
