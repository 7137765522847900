package org.folkmoot.aggregation.robust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.List;
import org.folkmoot.aggregation.RobustVectors;
import org.folkmoot.aggregation.tile.HeapRows;
import org.folkmoot.api.aggregation.AggregationPlan;
import org.folkmoot.api.aggregation.AggregationRefusedException;
import org.folkmoot.api.aggregation.SetAggregator;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.Treatment;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.testkit.aggregation.PlainUpdates;
import org.folkmoot.testkit.aggregation.SetAggregatorContract;
import org.junit.jupiter.api.Test;

final class FlTrustTest implements SetAggregatorContract {
    @Override
    public SetAggregator aggregator() {
        return FlTrust.in(PlainUpdates.pseudonym(0));
    }

    @Override
    public int tolerated() {
        return 1;
    }

    @Override
    public double reach(double diameter, double longest) {
        return 2 * longest;
    }

    @Test
    void givesTheKnownAnswers() throws Exception {
        List<JsonObject> cases = RobustVectors.named("fltrust");
        assertThat(cases).hasSize(2);
        for (JsonObject known : cases) {
            List<ParameterVector> updates = new ArrayList<>();
            updates.add(RobustVectors.vector(known.object("params").array("server_update").strings().stream()
                    .mapToDouble(Double::parseDouble)
                    .toArray()));
            updates.addAll(RobustVectors.vectors(known.array("input")));
            RobustVectors.requireNear(known, HeapRows.aggregate(aggregator(), HeapRows.ranked(updates, 2), 2), 0);
        }
    }

    @Test
    void refusesARoundWithoutTheTrustedClient() {
        PlainUpdates updates = PlainUpdates.of(List.of(RobustVectors.vector(1), RobustVectors.vector(2)));
        assertThatExceptionOfType(AggregationRefusedException.class)
                .isThrownBy(() -> FlTrust.in(PlainUpdates.pseudonym(7)).plan(updates))
                .withMessageContaining("trusted update: none");
    }

    @Test
    void givesZeroWhereNobodyPointsTheTrustedWay() {
        PlainUpdates updates =
                PlainUpdates.of(List.of(RobustVectors.vector(1), RobustVectors.vector(-2), RobustVectors.vector(0)));
        AggregationPlan plan = aggregator().plan(updates);
        assertThat(updates.aggregate(plan, 1)).containsExactly(0);
        assertThat(plan.treatments())
                .containsExactly(entry(1, Treatment.NOT_SELECTED), entry(2, Treatment.NOT_SELECTED));
    }

    /** Squares of such values are subnormal: their roots, and what is divided by them, are far off or infinite. */
    @Test
    void clientThatSendsNextToNothingGetsNoSay() {
        for (double tiny : new double[] {1e-140, 1e-160, 2e-162, 1e-200, Double.MIN_VALUE}) {
            PlainUpdates updates = PlainUpdates.of(List.of(
                    RobustVectors.vector(1, 1), RobustVectors.vector(1, 0.5), RobustVectors.vector(tiny, tiny / 3)));
            AggregationPlan plan = aggregator().plan(updates);
            double[] mean = updates.aggregate(plan, 2);
            assertThat(StrictMath.hypot(mean[0], mean[1])).isLessThanOrEqualTo(StrictMath.sqrt(2) * (1 + 1e-12));
            assertThat(plan.treatments()).containsExactly(entry(2, Treatment.NOT_SELECTED));
        }
    }
}
