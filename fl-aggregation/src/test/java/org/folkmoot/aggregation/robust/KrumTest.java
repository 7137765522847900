package org.folkmoot.aggregation.robust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.folkmoot.aggregation.RobustVectors;
import org.folkmoot.api.aggregation.AggregationPlan;
import org.folkmoot.api.aggregation.SetAggregator;
import org.folkmoot.api.round.Treatment;
import org.folkmoot.testkit.aggregation.PlainUpdates;
import org.folkmoot.testkit.aggregation.SetAggregatorContract;
import org.junit.jupiter.api.Test;

final class KrumTest implements SetAggregatorContract {
    @Override
    public SetAggregator aggregator() {
        return Krum.tolerating(2);
    }

    @Override
    public int tolerated() {
        return 2;
    }

    @Test
    void givesTheKnownAnswers() throws Exception {
        RobustVectors.verify("krum", 3, given -> Krum.tolerating(RobustVectors.count(given, "f")));
        RobustVectors.verifyLarge("krum", 2, given -> Krum.tolerating(RobustVectors.count(given, "f")));
    }

    @Test
    void asksForTwoFAndThree() {
        assertThat(Krum.tolerating(2).fewestUpdates()).isEqualTo(7);
    }

    @Test
    void saysWhoIsLeftOut() {
        PlainUpdates updates = PlainUpdates.of(List.of(
                RobustVectors.vector(9),
                RobustVectors.vector(1),
                RobustVectors.vector(1.1),
                RobustVectors.vector(1.3)));
        AggregationPlan plan = Krum.tolerating(0).plan(updates);
        assertThat(plan.treatments()).containsOnlyKeys(0, 1, 3).containsEntry(0, Treatment.NOT_SELECTED);
    }

    /** Inner products in float32 of weights that hardly differ lose these distances altogether (Flower's MultiKrum). */
    @Test
    void tellsApartWhatDiffersByAMillionth() {
        PlainUpdates updates = PlainUpdates.of(List.of(
                RobustVectors.vector(1 + 4e-6),
                RobustVectors.vector(1),
                RobustVectors.vector(1 + 1e-6),
                RobustVectors.vector(1 - 9e-6)));
        assertThat(updates.aggregate(Krum.tolerating(0).plan(updates), 1)).containsExactly(1 + 1e-6);
    }
}
