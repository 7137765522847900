package org.folkmoot.engine.local;

import java.util.ArrayDeque;
import java.util.Deque;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.transport.ClientEndpoint;
import org.folkmoot.api.transport.ClientReply;
import org.folkmoot.api.transport.ServerMessage;
import org.folkmoot.api.transport.TransportException;
import org.jspecify.annotations.Nullable;

/** The messages of one client: handled one at a time, in order, by whichever worker is free. */
final class Mailbox {
    private final ClientId id;
    private final ClientEndpoint endpoint;
    private final WorkerPool pool;
    private final Deque<Delivery> waiting = new ArrayDeque<>();
    private @Nullable Delivery current;
    private WorkerPool.@Nullable Worker worker;
    private boolean scheduled;
    private boolean stuck;
    private boolean closed;

    Mailbox(ClientId id, ClientEndpoint endpoint, WorkerPool pool) {
        this.id = id;
        this.endpoint = endpoint;
        this.pool = pool;
    }

    synchronized Delivery post(ServerMessage message) {
        if (closed) {
            return Delivery.lost(new TransportException("client " + id + ": the transport is closed"));
        }
        if (stuck) {
            return Delivery.lost(new TransportException("client " + id + ": still busy with a cancelled message"));
        }
        Delivery delivery = Delivery.of(message, this::releaseCancelled);
        waiting.add(delivery);
        if (!scheduled) {
            scheduled = true;
            pool.submit(this::handleNext);
        }
        return delivery;
    }

    private void handleNext(WorkerPool.Worker by) {
        Delivery delivery = take(by);
        if (delivery == null) {
            return;
        }
        ClientReply answer = answer(delivery);
        settle();
        delivery.complete(answer);
    }

    /** Gives way before the reply completes, so that whoever reads it may write to this client at once. */
    private synchronized void settle() {
        current = null;
        worker = null;
        stuck = false;
        scheduled = !waiting.isEmpty() && !closed;
        if (scheduled) {
            pool.submit(this::handleNext);
        }
    }

    private synchronized @Nullable Delivery take(WorkerPool.Worker by) {
        current = waiting.poll();
        worker = current == null ? null : by;
        scheduled = current != null;
        return current;
    }

    private ClientReply answer(Delivery delivery) {
        if (delivery.isCancelled()) {
            return new ClientReply.Failed("cancelled before it began");
        }
        try {
            return endpoint.on(delivery.message(), delivery);
        } catch (RuntimeException | Error e) {
            // Also errors: a native library that does not load is the trouble of one client, not of its worker.
            return new ClientReply.Failed(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    /** Frees the worker's place in the pool: it is not known whether the client will ever return. */
    private synchronized void releaseCancelled() {
        if (current != null && current.isCancelled() && worker != null && !stuck) {
            stuck = true;
            pool.replace(worker);
        }
        waiting.removeIf(delivery -> {
            if (delivery.isCancelled()) {
                delivery.fail(new TransportException("client " + id + ": cancelled before it began"));
                return true;
            }
            return false;
        });
    }

    synchronized void close() {
        closed = true;
        TransportException cause = new TransportException("client " + id + ": the transport was closed");
        if (current != null) {
            current.cancel();
            current.fail(cause);
        }
        waiting.forEach(delivery -> delivery.fail(cause));
        waiting.clear();
    }
}
