package org.folkmoot.engine.attempt;

import java.util.Optional;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.api.training.Evaluation;
import org.jspecify.annotations.Nullable;

/**
 * A new state exists and has not been judged.
 *
 * @param id round and attempt
 * @param answers how each invited client fared
 * @param after the new state
 */
public record Evaluating(AttemptId id, Answers answers, RoundState after) implements RoundAttempt.Open {
    /** {@return the phase after the measurement, or after it was decided not to measure} */
    public Gated evaluated(@Nullable Evaluation evaluation) {
        return new Gated(id, answers, after, Optional.ofNullable(evaluation));
    }
}
