package org.folkmoot.aggregation.robust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.folkmoot.aggregation.RobustVectors;
import org.folkmoot.api.aggregation.SetAggregator;
import org.folkmoot.testkit.aggregation.PlainUpdates;
import org.folkmoot.testkit.aggregation.SetAggregatorContract;
import org.junit.jupiter.api.Test;

final class SignMajorityTest implements SetAggregatorContract {
    @Override
    public SetAggregator aggregator() {
        return SignMajority.stepping(0.01);
    }

    @Override
    public boolean keepsWhatIsCommon() {
        return false;
    }

    @Test
    void givesTheKnownAnswers() throws Exception {
        RobustVectors.verify("sign_majority", 2, given -> SignMajority.stepping(1));
    }

    @Test
    void standsStillOnATie() {
        PlainUpdates updates = PlainUpdates.of(
                List.of(RobustVectors.vector(5, 1), RobustVectors.vector(-0.1, 1), RobustVectors.vector(-0.0, 0)));
        assertThat(updates.aggregate(SignMajority.stepping(0.25).plan(updates), 2))
                .containsExactly(0, 0.25);
    }
}
