package org.folkmoot.aggregation.robust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.folkmoot.aggregation.RobustVectors;
import org.folkmoot.api.aggregation.SetAggregator;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.testkit.aggregation.PlainUpdates;
import org.folkmoot.testkit.aggregation.SetAggregatorContract;
import org.junit.jupiter.api.Test;

final class MultiKrumTest implements SetAggregatorContract {
    @Override
    public SetAggregator aggregator() {
        return MultiKrum.tolerating(2);
    }

    @Override
    public int tolerated() {
        return 2;
    }

    @Test
    void givesTheKnownAnswers() throws Exception {
        RobustVectors.verify(
                "multi_krum",
                3,
                given -> MultiKrum.tolerating(RobustVectors.count(given, "f"))
                        .choosing(RobustVectors.count(given, "m")));
    }

    @Test
    void takesAllButFUnlessToldOtherwise() {
        PlainUpdates updates = PlainUpdates.random(ParameterLayout.flat(ElementType.FLOAT64, 3), 9, 1, new Random(1));
        assertThat(MultiKrum.tolerating(2).plan(updates).treatments()).hasSize(2);
        assertThat(MultiKrum.tolerating(2).choosing(4).plan(updates).treatments())
                .hasSize(5);
    }
}
