package org.folkmoot.engine.attempt;

import org.folkmoot.api.AttemptId;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.ProtocolViolationException;
import org.folkmoot.api.round.RejectionReason;

/**
 * Clients train; answers arrive, and somebody is still missing.
 *
 * @param id round and attempt
 * @param answers what has arrived
 * @param limits when to stop waiting
 */
public record Training(AttemptId id, Answers answers, PhaseLimits limits) implements Collecting {
    /** Rejects answers that leave nothing to wait for. */
    public Training {
        if (answers.isComplete()) {
            throw new IllegalArgumentException("missing: nobody (expected: somebody to wait for)");
        }
    }

    /**
     * {@return the phase after this answer}: training goes on until everybody is heard of or the goal is reached; those
     * missing then are not needed.
     *
     * @throws ProtocolViolationException if the client was not invited or has answered before; this phase then stands
     */
    public Collecting on(ClientId from, Answer answer) throws ProtocolViolationException {
        requireExpected(from);
        Answers next = answers.with(from, answer);
        if (next.isComplete()) {
            return new Settled(id, next, limits);
        }
        return next.included() < limits.goal()
                ? new Training(id, next, limits)
                : settled(next, RejectionReason.NOT_NEEDED, "the goal of " + limits.goal() + " was reached before");
    }

    /**
     * Checks that an answer from this client can count, before any work is done on it. The first answer of a client
     * stands, whatever it sends afterwards.
     *
     * @throws ProtocolViolationException if the client was not invited or has answered before
     */
    public void requireExpected(ClientId from) throws ProtocolViolationException {
        if (!answers.cohort().contains(from)) {
            throw new ProtocolViolationException(from.value(), "training " + id, "answer of a client not invited");
        }
        if (answers.of(from).isPresent()) {
            throw new ProtocolViolationException(from.value(), "training " + id, "second answer in one attempt");
        }
    }

    /** {@return the phase after the deadline: whoever is missing has timed out} */
    public Settled deadlinePassed() {
        return settled(answers, RejectionReason.TIMED_OUT, "no answer within " + limits.deadline());
    }

    private Settled settled(Answers known, RejectionReason reason, String detail) {
        return new Settled(id, known.withMissing(Answer.Rejected.of(reason, detail)), limits);
    }
}
