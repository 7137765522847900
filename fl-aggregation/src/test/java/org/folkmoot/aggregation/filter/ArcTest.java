package org.folkmoot.aggregation.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.folkmoot.aggregation.RobustVectors;
import org.folkmoot.api.aggregation.UpdateFilter;
import org.folkmoot.api.round.Treatment;
import org.folkmoot.testkit.aggregation.PlainUpdates;
import org.folkmoot.testkit.aggregation.UpdateFilterContract;
import org.junit.jupiter.api.Test;

final class ArcTest implements UpdateFilterContract {
    @Override
    public UpdateFilter filter() {
        return Arc.tolerating(2);
    }

    @Test
    void givesTheKnownAnswers() throws Exception {
        RobustVectors.verifyFilter("arc", 3, given -> Arc.tolerating(RobustVectors.count(given, "f")));
    }

    @Test
    void saysWhoIsShortened() {
        PlainUpdates updates =
                PlainUpdates.of(List.of(RobustVectors.vector(1), RobustVectors.vector(90), RobustVectors.vector(2)));
        assertThat(Arc.tolerating(1).filter(updates).treatments()).containsExactly(entry(1, Treatment.CLIPPED));
    }
}
