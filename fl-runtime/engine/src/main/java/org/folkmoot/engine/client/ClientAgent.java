package org.folkmoot.engine.client;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.folkmoot.api.ProtocolViolationException;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.client.SigningKey;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.Cancellation;
import org.folkmoot.api.training.StepCorrection;
import org.folkmoot.api.training.TrainingException;
import org.folkmoot.api.training.TrainingResult;
import org.folkmoot.api.training.TrainingTask;
import org.folkmoot.api.transport.ClientEndpoint;
import org.folkmoot.api.transport.ClientReply;
import org.folkmoot.api.transport.LogView;
import org.folkmoot.api.transport.RoundInvitation;
import org.folkmoot.api.transport.RoundReceipt;
import org.folkmoot.api.transport.ServerMessage;
import org.folkmoot.api.transport.Welcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client at work: it checks what it is told, trains, signs.
 *
 * <p>Guarantees: it signs only what the log calls for and its floor allows: the attempt that is due, the model that
 * holds, a program that is authorised, a cohort that it was drawn into; never twice for one attempt, and nothing more
 * until it has been shown what became of its last answer. It remembers the log, and once the coordinator has broken the
 * protocol it contributes nothing more. With a home all this outlives the process. It does not hide its update from the
 * coordinator: that is the collection's task. One message at a time.
 */
public final class ClientAgent implements ClientEndpoint {
    private static final Logger log = LoggerFactory.getLogger(ClientAgent.class);

    private final FederationClient client;
    private final ClientMemory memory;
    private final Clock clock;
    private ClientPhase phase;

    private ClientAgent(FederationClient client, ClientMemory memory, Clock clock, ClientPhase phase) {
        this.client = client;
        this.memory = memory;
        this.clock = clock;
        this.phase = phase;
    }

    /**
     * {@return an agent for this client, with what it remembers in its home}
     *
     * @param client the client
     * @param key what it signs with
     * @param clock tells whether its consent has ended
     * @throws IOException if its memory cannot be read; a client without memory could be shown an older log
     */
    public static ClientAgent of(FederationClient client, SigningKey key, Clock clock) throws IOException {
        return of(client, key, clock, SharedChecks.create());
    }

    /**
     * {@return an agent as by {@link #of(FederationClient, SigningKey, Clock)} that shares signature checks with others}
     *
     * @param checks the checks of this process
     */
    public static ClientAgent of(FederationClient client, SigningKey key, Clock clock, SharedChecks checks)
            throws IOException {
        ClientMemory memory = client.home().<ClientMemory>map(HomeMemory::new).orElseGet(ClientMemory::ofThisProcess);
        ClientIdentity identity = ClientIdentity.of(
                client.id(),
                key,
                client.floor(),
                client.consent(),
                client.trainer().layout(),
                client.trainer().fingerprint());
        return new ClientAgent(client, memory, clock, awake(identity, memory.load(), checks));
    }

    private static ClientPhase awake(ClientIdentity me, ClientMemory.Remembered remembered, SharedChecks checks) {
        String violation = remembered.violation();
        return violation == null
                ? new Stranger(me, remembered.acquaintance(), checks)
                : new Estranged(remembered, violation);
    }

    @Override
    public synchronized ClientReply on(ServerMessage message, Cancellation cancellation) {
        try {
            if (phase instanceof Estranged estranged) {
                return new ClientReply.Refused("the coordinator broke the protocol before: " + estranged.violation());
            }
            Optional<ClientReply> out = outOfStep(message);
            return out.isPresent() ? out.get() : answer(message, cancellation);
        } catch (ProtocolViolationException e) {
            return estrange(String.valueOf(e.getMessage()));
        } catch (RefusalException e) {
            return new ClientReply.Refused(String.valueOf(e.getMessage()));
        } catch (TrainingException | IOException e) {
            return new ClientReply.Failed(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    /** {@return what to answer where this cannot be acted upon, because something else has to be shown first} */
    private Optional<ClientReply> outOfStep(ServerMessage message)
            throws ProtocolViolationException, RefusalException, IOException {
        Optional<LogHistory> known = phase.history();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        LogHistory history = known.get();
        if (message instanceof Welcome welcome) {
            Stranger.requireSameLog(history, welcome);
        }
        LogHistory.Sight sight = history.look(message.log());
        if (sight instanceof LogHistory.Forked forked) {
            throw fork(forked);
        }
        if (sight instanceof LogHistory.Behind behind) {
            return Optional.of(warnOf(behind, message.log()));
        }
        return owedBefore(message, history, sight instanceof LogHistory.Unproven);
    }

    private Optional<ClientReply> owedBefore(ServerMessage message, LogHistory history, boolean unproven)
            throws RefusalException, IOException {
        long seen = history.seen().size();
        if (phase instanceof Awaiting awaiting && message instanceof RoundInvitation invitation) {
            if (awaiting.isAskedAgain(invitation)) {
                remember(awaiting.refusing());
            }
            Member.refuseSecondAnswer(awaiting.membership(), invitation.attempt());
            return Optional.of(new ClientReply.Unsettled(awaiting.given().attempt(), seen));
        }
        return unproven ? Optional.of(new ClientReply.LastSaw(seen)) : Optional.empty();
    }

    private ProtocolViolationException fork(LogHistory.Forked forked) throws IOException {
        log.atError()
                .addKeyValue("client", client.id())
                .addKeyValue("size", forked.seen().size())
                .addKeyValue("seen", forked.seen().root())
                .addKeyValue("shown", forked.shown().root())
                .log("the log was forked: two roots of one size, both signed");
        memory.keep(forked);
        return new ProtocolViolationException(
                "coordinator",
                "log",
                "the log was forked: root " + forked.shown().root().abbreviated() + " under size "
                        + forked.shown().size() + " (seen before: "
                        + forked.seen().root().abbreviated() + ")");
    }

    /** A late message may show less than was seen; one that claims to start from what was seen cannot. */
    private ClientReply warnOf(LogHistory.Behind behind, LogView view) throws ProtocolViolationException {
        log.atWarn()
                .addKeyValue("client", client.id())
                .addKeyValue("shown", behind.shownSize())
                .addKeyValue("seen", behind.seenSize())
                .log("shown an older log than before; unless the message was late, the log was rolled back");
        if (view.fromSize() == behind.seenSize()) {
            throw new ProtocolViolationException(
                    "coordinator",
                    "log",
                    "the log was rolled back: size " + behind.shownSize() + " (seen before: " + behind.seenSize()
                            + ")");
        }
        return new ClientReply.OlderLog(behind.shownSize(), behind.seenSize());
    }

    private ClientReply answer(ServerMessage message, Cancellation cancellation)
            throws ProtocolViolationException, RefusalException, TrainingException, IOException {
        if (message instanceof Welcome welcome) {
            return onWelcome(welcome);
        }
        if (message instanceof RoundInvitation invitation && phase instanceof Member member) {
            return onInvitation(member, invitation, cancellation);
        }
        if (message instanceof RoundReceipt receipt && phase instanceof ClientPhase.Acquainted acquainted) {
            return onReceipt(acquainted, receipt);
        }
        throw new RefusalException("no charter has been shown to this client");
    }

    private ClientReply onWelcome(Welcome welcome) throws ProtocolViolationException, RefusalException, IOException {
        remember(
                phase instanceof ClientPhase.Acquainted acquainted
                        ? acquainted.onWelcome(welcome)
                        : ((Stranger) phase).onWelcome(welcome));
        return new ClientReply.Acknowledged();
    }

    private ClientReply onInvitation(Member member, RoundInvitation invitation, Cancellation cancellation)
            throws ProtocolViolationException, RefusalException, TrainingException, IOException {
        TrainingOrder order = member.onInvitation(invitation, clock.instant());
        phase = order.unanswered();
        TrainingResult result = train(order, cancellation);
        ParameterVector delta = result.model().minus(invitation.model());
        TrainingOrder.Signed signed = order.contribute(delta, result.examples());
        remember(signed.next());
        return new ClientReply.Contributed(signed.update());
    }

    private TrainingResult train(TrainingOrder order, Cancellation cancellation) throws TrainingException {
        ParameterVector model = order.invitation().model();
        TrainingResult result = client.trainer()
                .train(new TrainingTask(model, order.training(), StepCorrection.none(), order.seed(), cancellation));
        cancellation.throwIfCancelled();
        if (!result.model().layout().equals(model.layout())) {
            throw new TrainingException("the trainer returned a model of "
                    + result.model().layout().size() + " parameters in another layout (expected: "
                    + model.layout().size() + " parameters, as given)");
        }
        return result;
    }

    private ClientReply onReceipt(ClientPhase.Acquainted acquainted, RoundReceipt receipt)
            throws ProtocolViolationException, IOException {
        ClientPhase.Told told = acquainted.onReceipt(receipt);
        remember(told.next());
        told.warning()
                .ifPresent(warning ->
                        log.atWarn().addKeyValue("client", client.id()).log(warning));
        return new ClientReply.Acknowledged();
    }

    /** First durable, then acted upon: an answer that is out cannot be given a second time. */
    private void remember(ClientPhase next) throws IOException {
        memory.save(next.toRemember());
        phase = next;
    }

    /** This process stops contributing even if its memory cannot be written. */
    private ClientReply estrange(String violation) {
        phase = new Estranged(phase.toRemember(), violation);
        log.atError()
                .addKeyValue("client", client.id())
                .addKeyValue("violation", violation)
                .log("client stops contributing");
        try {
            memory.save(phase.toRemember());
        } catch (IOException e) {
            log.atError()
                    .setCause(e)
                    .addKeyValue("client", client.id())
                    .log("and it could not write that down: after a restart it will not know");
        }
        return new ClientReply.Refused(violation);
    }
}
