package org.folkmoot.api.transport;

import java.util.Set;
import org.folkmoot.api.ClientId;

/**
 * The coordinator's side of a transport.
 *
 * <p>Contract: {@link #send} never blocks on the client; replies of one client never reach another; messages to one
 * client arrive in order; a client that is lost, slow or hostile affects its own replies only; {@link #close} completes
 * every pending reply. Delivery is at most once: whoever needs an answer asks again.
 */
public interface Transport extends AutoCloseable {
    /** {@return the clients that can be asked now} */
    Set<ClientId> connected();

    /** {@return the answer to come to a message that is now sent} */
    PendingReply send(ClientId to, ServerMessage message);

    @Override
    void close();
}
