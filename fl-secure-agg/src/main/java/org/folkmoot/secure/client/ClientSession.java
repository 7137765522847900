package org.folkmoot.secure.client;

import org.folkmoot.core.ring.RingVector;
import org.folkmoot.secure.RefusalException;
import org.folkmoot.secure.crypto.Secret;
import org.folkmoot.secure.message.MessageKind;

/**
 * One client in one session, of one attempt: bytes in, bytes out.
 *
 * <p>Guarantees: it answers each message of the protocol once, in order, and only where everything that it insists on holds;
 * otherwise it leaves, for a named reason, and its secrets are wiped. What is repeated, late or early is ignored. It never reveals both secrets of another client. Its
 * answers are latched before they are given, so a copy of it that is woken up later cannot give them again. It does not resume:
 * after a restart a client takes part in the next attempt. Not thread safe.
 */
public final class ClientSession implements AutoCloseable {
    private final RingVector input;
    private ClientPhase phase;

    private ClientSession(RingVector input) {
        this.input = input;
        this.phase = new Finished();
    }

    /**
     * What opening a session gave.
     *
     * @param session the session
     * @param answer its keys, or why it did not open
     */
    public record Opening(ClientSession session, ClientAnswer answer) {}

    /**
     * {@return a session that has advertised its keys}
     *
     * @param input the ring elements to be summed, exactly as a clear sum takes them; the caller's, and left as it is
     * @param entropy fresh random bytes; taken over and wiped
     */
    public static Opening open(ClientSetup setup, RingVector input, Secret entropy) {
        return open(setup, Checks.ALL, input, entropy);
    }

    static Opening open(ClientSetup setup, Checks checks, RingVector input, Secret entropy) {
        ClientSession session = new ClientSession(input);
        return new Opening(session, session.moved(() -> AwaitingRoster.open(setup, checks, entropy)));
    }

    /** {@return what the client says to a message} */
    public ClientAnswer on(byte[] message) {
        ClientPhase now = phase;
        if (now instanceof AwaitingRoster awaiting && is(message, MessageKind.ROSTER)) {
            return moved(() -> awaiting.on(message));
        }
        if (now instanceof AwaitingShares awaiting && is(message, MessageKind.FORWARDED)) {
            return moved(() -> awaiting.on(message, input));
        }
        if (now instanceof AwaitingSurvivors awaiting && is(message, MessageKind.SURVIVORS)) {
            return moved(() -> awaiting.on(message));
        }
        if (now instanceof AwaitingConfirmations awaiting && is(message, MessageKind.CONFIRMATIONS)) {
            return moved(() -> awaiting.on(message));
        }
        return new ClientAnswer.Ignored("message: not one that " + name(now) + " waits for");
    }

    private static boolean is(byte[] message, MessageKind kind) {
        return kind.isOf(message);
    }

    private static String name(ClientPhase phase) {
        return phase.getClass().getSimpleName();
    }

    private ClientAnswer moved(Move move) {
        try {
            Step<?> step = move.make();
            phase = step.next();
            return new ClientAnswer.Sent(step.send(), phase instanceof Finished);
        } catch (RefusalException e) {
            return left(e);
        }
    }

    private ClientAnswer left(RefusalException e) {
        close();
        return new ClientAnswer.Left(e.reason(), String.valueOf(e.getMessage()), e.complaint());
    }

    /** {@return whether it has ended, well or not} */
    public boolean isOver() {
        return phase instanceof Finished;
    }

    /** Leaves; wipes what it holds. */
    @Override
    public void close() {
        phase.close();
        phase = new Finished();
    }

    @Override
    public String toString() {
        return "ClientSession[" + name(phase) + "]";
    }

    @FunctionalInterface
    private interface Move {
        Step<?> make() throws RefusalException;
    }
}
