package org.folkmoot.aggregation.optimizer;

import org.folkmoot.api.aggregation.ServerOptimizer;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.RoundState;

/** Several rounds of an optimiser. */
final class Steps {
    static final ParameterVector MODEL =
            ParameterVector.of(ParameterLayout.float64(ParameterBlock.trainable("w", 2)), new double[] {1, 2});

    private Steps() {}

    /** {@return the state after these differences, from {@link #MODEL}} */
    static RoundState run(ServerOptimizer rule, double[]... deltas) {
        return from(MODEL, rule, deltas);
    }

    /** {@return the state after these differences} */
    static RoundState from(ParameterVector model, ServerOptimizer rule, double[]... deltas) {
        RoundState state = rule.initialState(model);
        for (double[] delta : deltas) {
            state = rule.step(state, delta);
        }
        return state;
    }
}
