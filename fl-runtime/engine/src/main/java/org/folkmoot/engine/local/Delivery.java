package org.folkmoot.engine.local;

import java.util.concurrent.CompletableFuture;
import org.folkmoot.api.training.Cancellation;
import org.folkmoot.api.transport.ClientReply;
import org.folkmoot.api.transport.PendingReply;
import org.folkmoot.api.transport.ServerMessage;
import org.folkmoot.api.transport.TransportException;
import org.jspecify.annotations.Nullable;

/** A message on its way to a client, and the reply on its way back. */
final class Delivery implements PendingReply, Cancellation {
    private final @Nullable ServerMessage message;
    private final Runnable onCancel;
    private final CompletableFuture<ClientReply> reply = new CompletableFuture<>();
    private volatile boolean cancelled;

    private Delivery(@Nullable ServerMessage message, Runnable onCancel) {
        this.message = message;
        this.onCancel = onCancel;
    }

    static Delivery of(ServerMessage message, Runnable onCancel) {
        return new Delivery(message, onCancel);
    }

    static Delivery lost(TransportException cause) {
        Delivery delivery = new Delivery(null, () -> {});
        delivery.fail(cause);
        return delivery;
    }

    ServerMessage message() {
        if (message == null) {
            throw new IllegalStateException("a lost delivery carries no message");
        }
        return message;
    }

    void complete(ClientReply answer) {
        reply.complete(answer);
    }

    void fail(TransportException cause) {
        reply.completeExceptionally(cause);
    }

    @Override
    public CompletableFuture<ClientReply> reply() {
        return reply;
    }

    @Override
    public void cancel() {
        cancelled = true;
        onCancel.run();
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }
}
