package org.folkmoot.aggregation.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.folkmoot.aggregation.Vectors;
import org.folkmoot.api.aggregation.ServerOptimizer;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.testkit.ServerOptimizerContract;
import org.junit.jupiter.api.Test;

final class FedYogiTest implements ServerOptimizerContract {
    @Override
    public ServerOptimizer optimizer() {
        return FedYogi.defaults();
    }

    @Property(tries = 50)
    void meanOfSquaresNeverFallsBelowZero(
            @ForAll @Size(min = 1, max = 9) List<@DoubleRange(min = -9, max = 9) Double> way) {
        FedYogi rule = FedYogi.defaults().beta2(0.5);
        RoundState state = rule.initialState(Steps.MODEL);
        for (double each : way) {
            state = rule.step(state, new double[] {each, -each});
            ParameterVector squares = Vectors.slot(state.slots(), "fedyogi.v");
            assertThat(Math.min(squares.get(0), squares.get(1))).isNotNegative();
        }
    }

    @Test
    void forgetsALargeSquareMoreSlowlyThanAdam() {
        double[] large = {8, -8};
        double[] small = {0.5, -0.5};
        double yogi = Vectors.slot(Steps.run(FedYogi.defaults(), large, small).slots(), "fedyogi.v")
                .get(0);
        double adam = Vectors.slot(Steps.run(FedAdam.defaults(), large, small).slots(), "fedadam.v")
                .get(0);
        assertThat(yogi).isGreaterThan(adam);
    }
}
