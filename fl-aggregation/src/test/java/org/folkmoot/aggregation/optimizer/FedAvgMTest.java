package org.folkmoot.aggregation.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.folkmoot.aggregation.Vectors;
import org.folkmoot.api.aggregation.ServerOptimizer;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.testkit.ServerOptimizerContract;
import org.junit.jupiter.api.Test;

final class FedAvgMTest implements ServerOptimizerContract {
    @Override
    public ServerOptimizer optimizer() {
        return FedAvgM.defaults().learningRate(0.5);
    }

    @Test
    void firstStepIsTheDifference() {
        RoundState start = FedAvgM.defaults().initialState(Steps.MODEL);
        RoundState first = FedAvgM.defaults().step(start, new double[] {0.5, -1});
        assertThat(first.model().toDoubleArray()).containsExactly(1.5, 1);
        assertThat(Vectors.slot(first.slots(), "fedavgm.m").toDoubleArray()).containsExactly(0.5, -1);
    }

    @Test
    void withoutMomentumAddsTheScaledDifference() {
        FedAvgM plain = FedAvgM.defaults().beta(0).learningRate(0.5);
        RoundState state = Steps.run(plain, new double[] {1, 1}, new double[] {-4, 2});
        assertThat(state.model().toDoubleArray()).containsExactly(-0.5, 3.5);
    }

    @Test
    void lookingAheadGoesTheWayThatPlainMomentumGoesNext() {
        double[] delta = {0.25, -0.5};
        double[] none = {0, 0};
        RoundState ahead = Steps.run(FedAvgM.defaults().beta(0.5).nesterov(true), delta);
        RoundState plain = Steps.run(FedAvgM.defaults().beta(0.5), delta, none);
        assertThat(ahead.model().toDoubleArray()).isEqualTo(plain.model().toDoubleArray());
    }

    @Test
    void refusesValuesOutsideTheirRanges() {
        for (double bad : new double[] {1, -0.1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FedAvgM.defaults().beta(bad))
                    .withMessage("beta: " + bad + " (expected: in [0, 1))");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FedAvgM.defaults().learningRate(0))
                .withMessage("learningRate: 0.0 (expected: > 0, finite)");
    }
}
