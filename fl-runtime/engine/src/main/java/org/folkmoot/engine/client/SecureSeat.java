package org.folkmoot.engine.client;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.aggregation.LinearFold;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.ProtocolViolationException;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.LocalOutcome;
import org.folkmoot.api.transport.ClientReply;
import org.folkmoot.api.transport.SecureMessage;
import org.folkmoot.core.ring.RingVector;
import org.folkmoot.secure.AnswerLatch;
import org.jspecify.annotations.Nullable;

/** Where a client sits in secure collections: in one at a time, or in none. */
final class SecureSeat {
    private final AnswerLatch latch;
    private final SecureRandom random;
    private @Nullable SecureWork work;
    private SortedMap<String, ParameterVector> own = new TreeMap<>();

    SecureSeat(AnswerLatch latch, SecureRandom random) {
        this.latch = latch;
        this.random = random;
    }

    /** Sits down; whatever it sat in before is over. {@return the keys for the session, or why it takes no part} */
    ClientReply take(TrainingOrder order, LocalOutcome outcome) throws ProtocolViolationException, RefusalException {
        leave();
        SecureWork.Begun begun = SecureWork.begin(order, encoded(order, outcome), latch, random);
        own = outcome.own();
        work = begun.work();
        return begun.reply();
    }

    /** What does not fit the program is no contribution; only this client can see it. */
    private static RingVector encoded(TrainingOrder order, LocalOutcome outcome) throws RefusalException {
        try {
            return LinearFold.of(order.invitation().program()).encode(outcome.update(), outcome.examples());
        } catch (IllegalArgumentException e) {
            throw new RefusalException("the update does not fit the program: " + e.getMessage());
        }
    }

    /**
     * {@return the answer to a message of the collection that this client sits in}
     *
     * @param now what it knows, with the log that the message shows
     */
    SecureWork.Answered on(SecureMessage message, Membership now) throws RefusalException {
        SecureWork present = work;
        if (present == null || !present.attempt().equals(message.attempt())) {
            throw new RefusalException("no part in a secure collection of attempt " + message.attempt());
        }
        return present.on(message.message(), now);
    }

    /** {@return what the local rule is to remember if the present attempt counts} */
    SortedMap<String, ParameterVector> own() {
        return own;
    }

    /** {@return the attempt in whose collection it sits} */
    Optional<AttemptId> attempt() {
        return Optional.ofNullable(work).map(SecureWork::attempt);
    }

    /** Stands up; wipes what it holds. */
    void leave() {
        if (work != null) {
            work.close();
            work = null;
        }
        own = new TreeMap<>();
    }
}
