package org.folkmoot.engine.attempt;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.ClientId;

/**
 * The cohort is fixed; nobody has been asked yet.
 *
 * @param id round and attempt
 * @param cohort the clients to invite, at least one
 */
public record Selected(AttemptId id, SortedSet<ClientId> cohort) implements RoundAttempt.Open {
    /** Copies the cohort, and rejects an empty one. */
    public Selected {
        cohort = Collections.unmodifiableSortedSet(new TreeSet<>(cohort));
        if (cohort.isEmpty()) {
            throw new IllegalArgumentException("cohort: [] (expected: at least one client)");
        }
    }

    @Override
    public Answers answers() {
        return Answers.none(cohort);
    }

    /** {@return the phase after the invitations went out} */
    public Training invited(PhaseLimits limits) {
        return new Training(id, answers(), limits);
    }
}
