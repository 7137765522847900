package org.folkmoot.engine.attempt;

import java.util.function.Function;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.round.RoundState;

/**
 * The contributions that count are fixed.
 *
 * @param id round and attempt
 * @param answers how each invited client fared
 */
public record Aggregating(AttemptId id, Answers answers) implements RoundAttempt.Open, Settled.Closed {
    /** {@return the phase after the new state was computed} */
    public Evaluating aggregated(RoundState after) {
        return new Evaluating(id, answers, after);
    }

    @Override
    public <T> T either(Function<Aggregating, T> goesOn, Function<Abandoned, T> ends) {
        return goesOn.apply(this);
    }
}
