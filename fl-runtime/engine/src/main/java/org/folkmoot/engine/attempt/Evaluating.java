package org.folkmoot.engine.attempt;

import java.util.Optional;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.api.training.Evaluation;

/**
 * A new state exists and has not been judged.
 *
 * @param id round and attempt
 * @param answers how each invited client fared
 * @param after the new state
 */
public record Evaluating(AttemptId id, Answers answers, RoundState after) implements RoundAttempt.Open {
    /**
     * {@return what the gate decided}
     *
     * @param evaluation how good the state is, where that was measured
     * @param objection why it must not be committed, or empty
     */
    public Decided judged(Optional<Evaluation> evaluation, Optional<String> objection) {
        return objection.isPresent()
                ? abandon(AbandonReason.GATE_CLOSED, objection.get())
                : new Gated(id, answers, after, evaluation);
    }
}
