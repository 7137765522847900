package org.folkmoot.aggregation.robust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SortedMap;
import org.folkmoot.aggregation.RobustVectors;
import org.folkmoot.api.aggregation.AggregationPlan;
import org.folkmoot.api.aggregation.SetAggregator;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.Treatment;
import org.folkmoot.testkit.aggregation.PlainUpdates;
import org.folkmoot.testkit.aggregation.SetAggregatorContract;
import org.junit.jupiter.api.Test;

final class CenteredClippingTest implements SetAggregatorContract {
    @Override
    public SetAggregator aggregator() {
        return CenteredClipping.within(0.01).iterations(3);
    }

    @Override
    public boolean keepsWhatIsCommon() {
        return false;
    }

    @Override
    public double reach(double diameter, double longest) {
        return 3 * 0.01 + longest;
    }

    @Test
    void givesTheKnownAnswers() throws Exception {
        RobustVectors.verify(
                "centered_clipping",
                6,
                given -> CenteredClipping.within(RobustVectors.real(given, "tau"))
                        .iterations(RobustVectors.count(given, "L")));
        RobustVectors.verifyLarge(
                "centered_clipping",
                2,
                given -> CenteredClipping.within(RobustVectors.real(given, "tau"))
                        .iterations(RobustVectors.count(given, "L")));
    }

    @Test
    void goesOnFromTheCentreOfTheRoundBefore() {
        PlainUpdates updates = PlainUpdates.of(List.of(RobustVectors.vector(10, 0), RobustVectors.vector(10, 0)));
        SetAggregator rule = CenteredClipping.within(1);
        SortedMap<String, ParameterVector> slots =
                rule.initialSlots(updates.update(0).layout());
        for (int round = 1; round <= 3; round++) {
            PlainUpdates now = updates.remembering(slots);
            AggregationPlan plan = rule.plan(now);
            double[] centre = now.aggregate(plan, 2);
            assertThat(centre[0]).isCloseTo(round, within(1e-12));
            slots = plan.slotsAfter(centre);
        }
    }

    @Test
    void saysWhoIsBeyondTheRadius() {
        PlainUpdates updates = PlainUpdates.of(List.of(RobustVectors.vector(0.5), RobustVectors.vector(7)));
        SetAggregator rule = CenteredClipping.within(1);
        assertThat(rule.plan(updates.inFirstRoundOf(rule)).treatments()).containsExactly(entry(1, Treatment.CLIPPED));
    }

    /** ByzFL's refuses every radius it is given; FedML's centre belongs to a place in a list. */
    @Test
    void takesItsRadiusAndKeepsItsCentreByName() {
        assertThat(CenteredClipping.within(100).radius()).isEqualTo(100);
        assertThat(CenteredClipping.within(100).initialSlots(ParameterLayout.flat(ElementType.FLOAT32, 3)))
                .containsOnlyKeys(CenteredClipping.CENTRE);
    }
}
