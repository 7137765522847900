package org.folkmoot.engine.client;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.folkmoot.aggregation.Pipeline;
import org.folkmoot.api.ProtocolViolationException;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.client.SigningKey;
import org.folkmoot.api.training.Cancellation;
import org.folkmoot.api.training.LocalOutcome;
import org.folkmoot.api.training.LocalRule;
import org.folkmoot.api.training.TrainingException;
import org.folkmoot.api.transport.ClientEndpoint;
import org.folkmoot.api.transport.ClientReply;
import org.folkmoot.api.transport.LogView;
import org.folkmoot.api.transport.RoundInvitation;
import org.folkmoot.api.transport.RoundReceipt;
import org.folkmoot.api.transport.SecureMessage;
import org.folkmoot.api.transport.ServerMessage;
import org.folkmoot.api.transport.SharedState;
import org.folkmoot.api.transport.Welcome;
import org.folkmoot.core.canonical.CanonicalState;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.engine.work.HomeRuleMemory;
import org.folkmoot.engine.work.RoundWork;
import org.folkmoot.engine.work.RuleMemory;
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
    private final RuleMemory rules;
    private final SecureSeat seat;
    private final Clock clock;
    private ClientPhase phase;

    private ClientAgent(
            FederationClient client,
            ClientMemory memory,
            RuleMemory rules,
            SecureSeat seat,
            Clock clock,
            ClientPhase phase) {
        this.client = client;
        this.memory = memory;
        this.rules = rules;
        this.seat = seat;
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
        ClientIdentity identity = ClientIdentity.of(client, key);
        RuleMemory rules = client.home().<RuleMemory>map(HomeRuleMemory::new).orElseGet(RuleMemory::ofThisProcess);
        SecureSeat seat = new SecureSeat(SecureLatch.of(client.home()), new SecureRandom());
        return new ClientAgent(client, memory, rules, seat, clock, awake(identity, memory.load(), checks));
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
        if (message instanceof SecureMessage step && phase instanceof ClientPhase.Acquainted acquainted) {
            return onSecure(acquainted, step);
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
        return due().orElseGet(ClientReply.Acknowledged::new);
    }

    /** {@return what this client wants on record before anything else} */
    private Optional<ClientReply> due() {
        if (!(phase instanceof ClientPhase.Acquainted acquainted)) {
            return Optional.empty();
        }
        Membership membership = acquainted.membership();
        return membership
                .own()
                .due(membership.me(), membership.charter(), client.wish())
                .map(notice -> new ClientReply.Noticed(notice.bytes()));
    }

    private ClientReply onInvitation(Member member, RoundInvitation invitation, Cancellation cancellation)
            throws ProtocolViolationException, RefusalException, TrainingException, IOException {
        TrainingOrder order = member.onInvitation(invitation, clock.instant());
        phase = order.unanswered();
        Optional<ClientReply> first = due();
        if (first.isPresent()) {
            return first.get();
        }
        if (!member.membership().own().consents(client.wish())) {
            throw new RefusalException("the consent was withdrawn");
        }
        Pipeline pipeline = pipelineOf(order);
        LocalOutcome outcome = work(order, pipeline, cancellation);
        if (!member.membership().own().consents(client.wish())) {
            throw new RefusalException("the consent was withdrawn while the client trained");
        }
        if (!invitation.program().collection().showsSingleUpdates()) {
            return seat.take(order, outcome);
        }
        TrainingOrder.Signed signed = order.contribute(outcome.update(), pipeline.updateLayout(), outcome.examples());
        rules.propose(invitation.attempt(), outcome.own());
        remember(signed.next());
        return new ClientReply.Contributed(signed.update());
    }

    /** Whatever the message shows of the log is believed once it is proved; the session looks at the rest. */
    private ClientReply onSecure(ClientPhase.Acquainted acquainted, SecureMessage step)
            throws ProtocolViolationException, RefusalException, IOException {
        Membership before = acquainted.membership();
        Membership now = before.with(before.history().advance(step.log()));
        phase = acquainted.with(now);
        if (!now.own().consents(client.wish())) {
            seat.leave();
            throw new RefusalException("the consent was withdrawn");
        }
        SecureWork.Answered answered = seat.on(step, now);
        if (answered.given().isPresent()) {
            rules.propose(step.attempt(), seat.own());
            remember(answered.given().get());
        }
        return answered.reply();
    }

    private static Pipeline pipelineOf(TrainingOrder order) throws RefusalException {
        RoundInvitation invitation = order.invitation();
        try {
            Pipeline pipeline = order.membership().history().checks().pipeline(invitation.program());
            Optional<String> objection = pipeline.objection(invitation.program().collection());
            if (objection.isPresent()) {
                throw new RefusalException("the program cannot be followed: " + objection.get());
            }
            Set<String> missing =
                    new TreeSet<>(pipeline.local().map(LocalRule::broadcast).orElse(Set.of()));
            if (!missing.isEmpty()) {
                missing.retainAll(namesOf(invitation.shared()));
            }
            missing.removeAll(invitation.shared().slots().keySet());
            if (!missing.isEmpty()) {
                throw new RefusalException("slots not sent: " + missing + " (expected: all that the local rule needs)");
            }
            return pipeline;
        } catch (IllegalArgumentException | MalformedJsonException e) {
            throw new RefusalException("the program cannot be followed: " + e.getMessage());
        }
    }

    private static Set<String> namesOf(SharedState shared) throws MalformedJsonException {
        return CanonicalState.parse(shared.descriptor().toByteArray()).slots().keySet();
    }

    private LocalOutcome work(TrainingOrder order, Pipeline pipeline, Cancellation cancellation)
            throws RefusalException, TrainingException, IOException {
        Optional<String> objection =
                pipeline.local().flatMap(local -> local.objection(order.training(), client.trainer()));
        if (objection.isPresent()) {
            throw new RefusalException(objection.get());
        }
        RoundInvitation invitation = order.invitation();
        return RoundWork.run(
                client.trainer(),
                new RoundWork.Order(
                        pipeline,
                        invitation.model(),
                        invitation.shared().slots(),
                        rules.current(),
                        order.training(),
                        order.seed(),
                        order.roundSeed(),
                        cancellation));
    }

    private ClientReply onReceipt(ClientPhase.Acquainted acquainted, RoundReceipt receipt)
            throws ProtocolViolationException, IOException {
        ClientPhase.Told told = acquainted.onReceipt(receipt);
        if (seat.attempt().equals(Optional.of(receipt.attempt()))) {
            seat.leave();
        }
        Optional<ClientPhase.Settlement> settled = told.settled();
        if (settled.isPresent()) {
            rules.settle(settled.get().attempt(), settled.get().counted());
        }
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
        seat.leave();
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
