package org.folkmoot.engine;

import java.util.Optional;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.api.training.Evaluation;

/** Looks at a new model before it is committed. */
@FunctionalInterface
public interface ModelGate {
    /** {@return why this state must not be committed, or empty} */
    Optional<String> objection(RoundState before, RoundState after, Optional<Evaluation> evaluation);

    /** {@return the gate that every model passes unless it holds NaN or an infinity} */
    static ModelGate finite() {
        return (before, after, evaluation) -> {
            int index = after.model().firstNonFinite();
            return index < 0 ? Optional.empty() : Optional.of("parameter " + index + " of the new model is not finite");
        };
    }

    /** {@return the gate that asks this one first and then the other} */
    default ModelGate and(ModelGate other) {
        return (before, after, evaluation) ->
                objection(before, after, evaluation).or(() -> other.objection(before, after, evaluation));
    }
}
