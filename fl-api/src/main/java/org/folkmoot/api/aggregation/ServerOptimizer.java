package org.folkmoot.api.aggregation;

import java.util.SortedMap;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.RoundState;

/**
 * Turns the aggregated difference into the next state: adaptive federated optimisation (Reddi et al. 2021).
 *
 * <p>Contract: pure; element order fixed; only IEEE 754 basic operations and {@link StrictMath}, so that replay gives
 * the same bytes everywhere.
 */
public interface ServerOptimizer {
    /** {@return rule id with version, such as {@code folkmoot/server-sgd/1}} */
    String id();

    /** {@return all that the rule depends on beside its id, as it stands in the program} */
    SortedMap<String, String> parameters();

    /** {@return the state before round 1: the given model and the optimiser's own slots} */
    RoundState initialState(ParameterVector model);

    /** {@return the state after a step along the aggregated difference} */
    RoundState step(RoundState before, double[] meanDelta);

    /** {@return whether states of this layout can be stepped} */
    default boolean supports(ParameterLayout layout) {
        return true;
    }
}
