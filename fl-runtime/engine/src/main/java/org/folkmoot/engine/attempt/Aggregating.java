package org.folkmoot.engine.attempt;

import java.util.SortedMap;
import java.util.function.Function;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.api.round.Treatment;

/**
 * The contributions that count are fixed.
 *
 * @param id round and attempt
 * @param answers how each invited client fared
 */
public record Aggregating(AttemptId id, Answers answers) implements RoundAttempt.Open, Settled.Closed {
    /**
     * {@return the phase after the new state was computed}
     *
     * @param treatments what was done to contributions that were not taken as they were, by pseudonym
     */
    public Evaluating aggregated(RoundState after, SortedMap<Digest, Treatment> treatments) {
        return new Evaluating(id, answers.treated(treatments), after);
    }

    @Override
    public <T> T either(Function<Aggregating, T> goesOn, Function<Abandoned, T> ends) {
        return goesOn.apply(this);
    }
}
