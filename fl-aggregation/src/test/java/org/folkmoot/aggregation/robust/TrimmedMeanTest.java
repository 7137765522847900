package org.folkmoot.aggregation.robust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.folkmoot.aggregation.RobustVectors;
import org.folkmoot.api.aggregation.SetAggregator;
import org.folkmoot.testkit.aggregation.SetAggregatorContract;
import org.junit.jupiter.api.Test;

final class TrimmedMeanTest implements SetAggregatorContract {
    @Override
    public SetAggregator aggregator() {
        return TrimmedMean.tolerating(2);
    }

    @Override
    public int tolerated() {
        return 2;
    }

    @Test
    void givesTheKnownAnswers() throws Exception {
        RobustVectors.verify("trimmed_mean_f", 2, given -> TrimmedMean.tolerating(RobustVectors.count(given, "f")));
        RobustVectors.verifyLarge(
                "trimmed_mean_f", 2, given -> TrimmedMean.tolerating(RobustVectors.count(given, "f")));
    }

    @Test
    void cutsAFractionAsOthersDo() throws Exception {
        RobustVectors.verify(
                "trimmed_mean_fraction", 3, given -> TrimmedMean.cutting(RobustVectors.real(given, "proportiontocut")));
    }

    @Test
    void asksForMoreUpdatesThanItCuts() {
        assertThat(TrimmedMean.tolerating(3).fewestUpdates()).isEqualTo(7);
    }

    @Test
    void refusesToCutAll() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrimmedMean.cutting(0.5))
                .withMessage("fraction: 0.5 (expected: in [0, 0.5))");
    }
}
