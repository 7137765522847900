package org.folkmoot.engine.attempt;

import java.util.function.Function;
import org.folkmoot.api.AttemptId;

/**
 * The attempt ended without a new state.
 *
 * @param id round and attempt
 * @param answers how each invited client fared, as far as it is known
 * @param reason why
 * @param detail for the operator
 */
public record Abandoned(AttemptId id, Answers answers, AbandonReason reason, String detail)
        implements Settled.Closed, Decided {
    @Override
    public <T> T either(Function<Aggregating, T> goesOn, Function<Abandoned, T> ends) {
        return ends.apply(this);
    }
}
