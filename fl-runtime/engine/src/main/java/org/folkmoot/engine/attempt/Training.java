package org.folkmoot.engine.attempt;

import org.folkmoot.api.AttemptId;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.ProtocolViolationException;
import org.folkmoot.api.round.RejectionReason;

/**
 * Clients train; answers arrive.
 *
 * @param id round and attempt
 * @param answers what has arrived
 */
public record Training(AttemptId id, Answers answers) implements RoundAttempt.Open {

    /**
     * {@return the phase after this answer}
     *
     * @throws ProtocolViolationException if the client was not invited or has answered before; this phase then stands
     */
    public Training on(ClientId from, Answer answer) throws ProtocolViolationException {
        requireExpected(from);
        return new Training(id, answers.with(from, answer));
    }

    /**
     * Checks that an answer from this client can count, before any work is done on it.
     *
     * @throws ProtocolViolationException if the client was not invited or has answered before
     */
    public void requireExpected(ClientId from) throws ProtocolViolationException {
        if (!answers.cohort().contains(from)) {
            throw new ProtocolViolationException(from.value(), "training " + id, "answer of a client not invited");
        }
        if (answers.byClient().containsKey(from)) {
            throw new ProtocolViolationException(from.value(), "training " + id, "second answer in one attempt");
        }
    }

    /** {@return whether everybody has been heard of} */
    public boolean isComplete() {
        return answers.byClient().size() == answers.cohort().size();
    }

    /** {@return the phase after the deadline: whoever is missing has timed out} */
    public Training deadlinePassed(String waited) {
        return new Training(id, answers.withMissing(Answer.Rejected.of(RejectionReason.TIMED_OUT, waited)));
    }

    /** {@return what follows: aggregation, or the end where too few contributions count} */
    public Closed close(int minimumClients) {
        if (!isComplete()) {
            throw new IllegalStateException("missing: " + answers.missing() + " (expected: everybody heard of)");
        }
        int included = answers.included();
        if (included < minimumClients) {
            return new Closed.TooFew(abandon(
                    AbandonReason.TOO_FEW_CLIENTS, included + " contributions (expected: >= " + minimumClients + ")"));
        }
        return new Closed.Enough(new Aggregating(id, answers));
    }

    /** How training ended. */
    public sealed interface Closed {
        /**
         * Enough contributions count.
         *
         * @param next the phase that follows
         */
        record Enough(Aggregating next) implements Closed {}

        /**
         * Too few contributions count.
         *
         * @param end the end of the attempt
         */
        record TooFew(Abandoned end) implements Closed {}
    }
}
