package org.folkmoot.engine.client;

import java.security.SecureRandom;
import java.util.Optional;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.ProtocolViolationException;
import org.folkmoot.api.client.PolicyFloor;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.transport.ClientReply;
import org.folkmoot.core.ring.RingVector;
import org.folkmoot.engine.secure.SecureStage;
import org.folkmoot.secure.AnswerLatch;
import org.folkmoot.secure.RingShape;
import org.folkmoot.secure.SecureFloor;
import org.folkmoot.secure.SecureParameters;
import org.folkmoot.secure.SecureRound;
import org.folkmoot.secure.client.ClientAnswer;
import org.folkmoot.secure.client.ClientSession;
import org.folkmoot.secure.client.ClientSetup;
import org.folkmoot.secure.crypto.Secret;
import org.folkmoot.secure.message.MalformedMessageException;
import org.folkmoot.secure.message.MaskedVector;
import org.folkmoot.secure.message.MessageKind;

/**
 * The part of a client in one secure collection, from its trained update on: the session, what it believes to be on record, and
 * what it has decided to contribute to.
 *
 * <p>It lives in memory only: after a restart its client has dropped out of the attempt. For one thread at a time.
 */
final class SecureWork implements AutoCloseable {
    private final TrainingOrder order;
    private final SecureRecords records;
    private final ClientSession session;

    private SecureWork(TrainingOrder order, SecureRecords records, ClientSession session) {
        this.order = order;
        this.records = records;
        this.session = session;
    }

    /**
     * The beginning.
     *
     * @param work what goes on
     * @param reply the client's keys, or why it takes no part
     */
    record Begun(SecureWork work, ClientReply reply) {}

    /**
     * Begins.
     *
     * @param order what the client has decided about the invitation
     * @param input its contribution, as a clear sum would take it
     * @param latch what it has answered before
     * @param random where its secrets come from
     */
    static Begun begin(TrainingOrder order, RingVector input, AnswerLatch latch, SecureRandom random)
            throws ProtocolViolationException, RefusalException {
        Membership membership = order.membership();
        SecureRecords records = new SecureRecords(order);
        ClientSetup setup = new ClientSetup(
                round(order),
                floor(membership.me().floor()),
                membership.pseudonym(),
                membership.me().key(),
                CohortKeys.of(order.invitation(), membership),
                records,
                latch);
        ClientSession.Opening opening = ClientSession.open(setup, input, Secret.random(random));
        return new Begun(new SecureWork(order, records, opening.session()), reply(opening.answer(), Optional.empty()));
    }

    private static SecureRound round(TrainingOrder order) throws RefusalException {
        RoundProgram program = order.invitation().program();
        try {
            SecureParameters promised = SecureStage.parse(program);
            return new SecureRound(
                    order.membership().charter().federation(),
                    order.invitation().attempt(),
                    0,
                    order.invitation().model().digest(),
                    order.program(),
                    RingShape.of(program.encoding()),
                    promised);
        } catch (IllegalArgumentException e) {
            throw new RefusalException("the program's secure stage: " + e.getMessage());
        }
    }

    /** A floor on cohorts is one on sums. */
    private static SecureFloor floor(PolicyFloor floor) {
        SecureFloor least = SecureFloor.defaults();
        return new SecureFloor(
                Math.max(least.minimumSurvivors(), floor.minimumCohort()),
                least.corrupted(),
                least.secrecyBits(),
                least.minimumDifference());
    }

    AttemptId attempt() {
        return order.invitation().attempt();
    }

    /**
     * What a message led to.
     *
     * @param reply what to answer
     * @param given what the client has signed with it, where it is the masked input
     */
    record Answered(ClientReply reply, Optional<Awaiting> given) {}

    /**
     * {@return the answer to a message}
     *
     * @param now what the client knows, with the log that the message shows
     */
    Answered on(Bytes message, Membership now) {
        records.shown(now);
        ClientAnswer answer = session.on(message.toByteArray());
        if (answer instanceof ClientAnswer.Sent sent
                && MessageKind.MASKED.isOf(sent.message().toByteArray())) {
            TrainingOrder.Masked signed = order.under(now).mask(payload(sent.message()));
            return new Answered(reply(answer, Optional.of(signed)), Optional.of(signed.next()));
        }
        return new Answered(reply(answer, Optional.empty()), Optional.empty());
    }

    private static Digest payload(Bytes masked) {
        try {
            return MaskedVector.decode(masked.toByteArray()).payload();
        } catch (MalformedMessageException e) {
            throw new AssertionError("the session's own message", e);
        }
    }

    private static ClientReply reply(ClientAnswer answer, Optional<TrainingOrder.Masked> signed) {
        if (answer instanceof ClientAnswer.Sent sent) {
            return new ClientReply.Secured(sent.message(), signed.map(TrainingOrder.Masked::signed));
        }
        if (answer instanceof ClientAnswer.Left left) {
            String reason = left.reason().word() + ": " + left.found();
            return left.complaint().isPresent()
                    ? new ClientReply.Complained(left.complaint().get(), reason)
                    : new ClientReply.Refused(reason);
        }
        return new ClientReply.Refused(((ClientAnswer.Ignored) answer).found());
    }

    /** Leaves; wipes what it holds. */
    @Override
    public void close() {
        session.close();
    }
}
