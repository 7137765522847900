package org.folkmoot.engine.attempt;

import java.util.function.Function;
import org.folkmoot.api.AttemptId;

/**
 * It is known how every client of the cohort fared.
 *
 * @param id round and attempt
 * @param answers an answer of everybody
 * @param limits by which it was waited for
 */
public record Settled(AttemptId id, Answers answers, PhaseLimits limits) implements Collecting {
    /** Rejects answers with gaps. */
    public Settled {
        if (!answers.isComplete()) {
            throw new IllegalArgumentException("missing: " + answers.missing() + " (expected: everybody heard of)");
        }
    }

    /** {@return what follows: aggregation, or the end where too few contributions count} */
    public Closed close() {
        int included = answers.included();
        return included < limits.minimum()
                ? abandon(
                        AbandonReason.TOO_FEW_CLIENTS,
                        included + " contributions (expected: >= " + limits.minimum() + ")")
                : new Aggregating(id, answers);
    }

    /** How a collection ended. */
    public sealed interface Closed extends RoundAttempt permits Aggregating, Abandoned {
        /** {@return what the one function makes of it that is for it} */
        <T> T either(Function<Aggregating, T> goesOn, Function<Abandoned, T> ends);
    }
}
