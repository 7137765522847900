package org.folkmoot.engine.client;

import java.io.IOException;
import java.time.Clock;
import org.folkmoot.api.ProtocolViolationException;
import org.folkmoot.api.audit.SignedCheckpoint;
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
import org.folkmoot.api.transport.RoundInvitation;
import org.folkmoot.api.transport.RoundReceipt;
import org.folkmoot.api.transport.ServerMessage;
import org.folkmoot.api.transport.Welcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client at work: it checks what it is told, trains, signs.
 *
 * <p>Guarantees: it signs only programs that the log authorises and its floor allows; never twice for one attempt; it
 * remembers the log, and once the coordinator has broken the protocol it contributes nothing more. It does not hide its
 * update from the coordinator: that is the collection's task. One message at a time.
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
        return new ClientAgent(client, memory, clock, new Stranger(identity, memory.load(), checks));
    }

    @Override
    public synchronized ClientReply on(ServerMessage message, Cancellation cancellation) {
        try {
            if (phase instanceof Estranged estranged) {
                return new ClientReply.Refused("the coordinator broke the protocol before: " + estranged.violation());
            }
            long seen = seenSize();
            if (seen > 0 && message.log().fromSize() != seen) {
                return new ClientReply.LastSaw(seen);
            }
            if (message instanceof Welcome welcome) {
                return onWelcome(welcome);
            }
            if (message instanceof RoundInvitation invitation) {
                return onInvitation(invitation, cancellation);
            }
            return onReceipt((RoundReceipt) message);
        } catch (ProtocolViolationException e) {
            phase = new Estranged(String.valueOf(e.getMessage()));
            log.atError()
                    .addKeyValue("client", client.id())
                    .addKeyValue("violation", e.getMessage())
                    .log("client stops contributing");
            return new ClientReply.Refused(String.valueOf(e.getMessage()));
        } catch (RefusalException e) {
            return new ClientReply.Refused(String.valueOf(e.getMessage()));
        } catch (TrainingException | IOException e) {
            return new ClientReply.Failed(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    /** A welcome may come again: after a restart, or when another program was authorised. */
    private ClientReply onWelcome(Welcome welcome) throws ProtocolViolationException, IOException {
        Stranger stranger = phase instanceof Member member
                ? new Stranger(
                        member.me(), member.toRemember(), member.history().checks())
                : (Stranger) phase;
        Member next = stranger.onWelcome(welcome);
        remember(phase instanceof Member member ? next.withProgress(member.progress()) : next);
        return new ClientReply.Acknowledged();
    }

    private ClientReply onInvitation(RoundInvitation invitation, Cancellation cancellation)
            throws ProtocolViolationException, RefusalException, TrainingException, IOException {
        TrainingOrder order = requireMember().onInvitation(invitation, clock.instant());
        phase = order.next();
        TrainingResult result = train(order, cancellation);
        ParameterVector delta = result.model().minus(invitation.model());
        Member.Signed signed = order.next().contribute(order, delta, result.examples());
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

    private ClientReply onReceipt(RoundReceipt receipt) throws ProtocolViolationException, IOException {
        if (phase instanceof Member member) {
            remember(member.onReceipt(receipt));
        }
        return new ClientReply.Acknowledged();
    }

    private long seenSize() {
        SignedCheckpoint seen = phase instanceof Member member
                ? member.history().seen()
                : ((Stranger) phase).memory().seen();
        return seen == null ? 0 : seen.size();
    }

    private Member requireMember() throws RefusalException {
        if (phase instanceof Member member) {
            return member;
        }
        throw new RefusalException("no charter has been shown to this client");
    }

    /** First durable, then acted upon: an answer that is out cannot be given a second time. */
    private void remember(Member member) throws IOException {
        memory.save(member.toRemember());
        phase = member;
    }
}
