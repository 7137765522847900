package org.folkmoot.engine.attempt;

import java.util.SortedSet;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.ClientId;

/**
 * The cohort is fixed; nobody has been asked yet.
 *
 * @param id round and attempt
 * @param cohort the clients to invite, at least one
 */
public record Selected(AttemptId id, SortedSet<ClientId> cohort) implements RoundAttempt.Open {
    /** Rejects an empty cohort. */
    public Selected {
        if (cohort.isEmpty()) {
            throw new IllegalArgumentException("cohort: [] (expected: at least one client)");
        }
    }

    @Override
    public Answers answers() {
        return Answers.none(cohort);
    }

    /** {@return the phase after the invitations went out} */
    public Training invited() {
        return new Training(id, answers());
    }
}
