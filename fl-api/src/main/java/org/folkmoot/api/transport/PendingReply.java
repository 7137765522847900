package org.folkmoot.api.transport;

import java.util.concurrent.CompletableFuture;

/** An answer that may still come. */
public interface PendingReply {
    /** {@return the answer}, completed exceptionally with {@link TransportException} where the client is lost. */
    CompletableFuture<ClientReply> reply();

    /** Tells the client, as far as it can be reached, that its answer is no longer wanted. Never blocks. */
    void cancel();
}
