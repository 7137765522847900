package org.folkmoot.api.transport;

import org.folkmoot.api.training.Cancellation;

/** The client's side of a transport: one message in, one reply out. Never trusts what it is told. */
@FunctionalInterface
public interface ClientEndpoint {
    /** {@return the answer}; a {@link RuntimeException} counts as {@link ClientReply.Failed}. */
    ClientReply on(ServerMessage message, Cancellation cancellation);
}
