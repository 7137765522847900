package org.folkmoot.aggregation.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.folkmoot.aggregation.RobustVectors;
import org.folkmoot.aggregation.robust.TrimmedMean;
import org.folkmoot.aggregation.tile.HeapRows;
import org.folkmoot.aggregation.tile.Points;
import org.folkmoot.api.aggregation.UpdateFilter;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.testkit.aggregation.UpdateFilterContract;
import org.junit.jupiter.api.Test;

final class NearestNeighborMixingTest implements UpdateFilterContract {
    @Override
    public UpdateFilter filter() {
        return NearestNeighborMixing.tolerating(2);
    }

    @Test
    void givesTheKnownAnswers() throws Exception {
        RobustVectors.verifyFilter(
                "nnm", 3, given -> NearestNeighborMixing.tolerating(RobustVectors.count(given, "f")));
    }

    @Test
    void standsBeforeATrimmedMean() throws Exception {
        List<JsonObject> cases = RobustVectors.named("nnm_then_trimmed_mean");
        assertThat(cases).hasSize(2);
        for (JsonObject known : cases) {
            int f = RobustVectors.count(known.object("params"), "f");
            Points mixed = HeapRows.filtered(
                    NearestNeighborMixing.tolerating(f),
                    HeapRows.ranked(RobustVectors.vectors(known.array("input")), 2));
            RobustVectors.requireNear(known, HeapRows.aggregate(TrimmedMean.tolerating(f), mixed, 2), 0);
        }
    }

    @Test
    void asksForAMajority() {
        assertThat(filter().updatesOf(4)).isZero();
        assertThat(filter().updatesOf(5)).isEqualTo(5);
    }
}
