package org.folkmoot.aggregation.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.folkmoot.api.aggregation.ServerOptimizer;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.testkit.ServerOptimizerContract;
import org.junit.jupiter.api.Test;

final class FedAdamTest implements ServerOptimizerContract {
    @Override
    public ServerOptimizer optimizer() {
        return FedAdam.defaults();
    }

    @Test
    void doesNotCorrectForTheEmptyStart() {
        RoundState first = Steps.run(FedAdam.defaults().tau(1e-12), new double[] {3, -3});
        assertThat(first.model().get(0) - Steps.MODEL.get(0))
                .as("learning rate * (1 - beta1) / sqrt(1 - beta2), whatever the difference")
                .isCloseTo(0.1 * 0.1 / 0.1, within(1e-9));
    }

    @Test
    void refusesValuesOutsideTheirRanges() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FedAdam.defaults().tau(0))
                .withMessage("tau: 0.0 (expected: > 0, finite)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FedAdam.defaults().beta1(1))
                .withMessage("beta1: 1.0 (expected: in [0, 1))");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FedAdam.defaults().beta2(Double.NaN))
                .withMessage("beta2: NaN (expected: in [0, 1))");
    }

    @Test
    void refusesAStateThatIsNotItsOwn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FedAdam.defaults().step(RoundState.of(Steps.MODEL), new double[2]))
                .withMessageStartingWith("slot fedadam.m: none (expected: ");
    }
}
