package org.folkmoot.engine.collect;

import org.folkmoot.api.ClientId;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.api.transport.LogView;
import org.folkmoot.api.transport.PendingReply;
import org.folkmoot.api.transport.ServerMessage;

/** Sends a message to a client under a view of the log that continues what the client saw before. */
@FunctionalInterface
public interface Exchange {
    /** {@return the reply to come} Messages to one client arrive in the order in which they were sent. */
    PendingReply send(ClientId to, MessageUnder message);

    /** Makes the message for a view of the log. */
    @FunctionalInterface
    interface MessageUnder {
        /** {@return the message} */
        ServerMessage under(LogView view) throws AuditException;
    }
}
