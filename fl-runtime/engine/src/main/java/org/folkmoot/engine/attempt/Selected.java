package org.folkmoot.engine.attempt;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.round.RejectionReason;

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

    /** {@return the phase after the invitations went out to everybody} */
    public Training invited(PhaseLimits limits) {
        return new Training(id, answers(), limits);
    }

    /**
     * {@return the phase after the invitations went out to all but these; settled if nobody is left}
     *
     * @param limits when to stop waiting
     * @param withdrawn those of the cohort who have withdrawn their consent
     */
    public Collecting invited(PhaseLimits limits, SortedSet<ClientId> withdrawn) {
        Answers known = answers();
        for (ClientId client : withdrawn) {
            known = known.with(
                    client, Answer.Rejected.of(RejectionReason.CONSENT_REVOKED, "the log holds that it has withdrawn"));
        }
        return known.isComplete() ? new Settled(id, known, limits) : new Training(id, known, limits);
    }
}
