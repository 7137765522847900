package org.folkmoot.aggregation.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.folkmoot.api.aggregation.ServerOptimizer;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.testkit.ServerOptimizerContract;
import org.junit.jupiter.api.Test;

final class FedAdagradTest implements ServerOptimizerContract {
    @Override
    public ServerOptimizer optimizer() {
        return FedAdagrad.defaults();
    }

    @Test
    void equalDifferencesTakeEverShorterSteps() {
        double[] delta = {1, -1};
        double before = Steps.MODEL.get(0);
        double last = Double.POSITIVE_INFINITY;
        RoundState state = FedAdagrad.defaults().initialState(Steps.MODEL);
        for (int round = 0; round < 5; round++) {
            state = FedAdagrad.defaults().step(state, delta);
            double step = state.model().get(0) - before;
            assertThat(step).isPositive().isLessThan(last);
            last = step;
            before = state.model().get(0);
        }
    }
}
