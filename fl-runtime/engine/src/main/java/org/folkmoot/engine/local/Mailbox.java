package org.folkmoot.engine.local;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
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
    private final Optional<StallWatch> watch;
    private final Deque<Delivery> waiting = new ArrayDeque<>();
    private @Nullable Work current;
    private boolean scheduled;
    private boolean closed;

    Mailbox(ClientId id, ClientEndpoint endpoint, WorkerPool pool, Optional<StallWatch> watch) {
        this.id = id;
        this.endpoint = endpoint;
        this.pool = pool;
        this.watch = watch;
    }

    /** A message that is being handled. */
    private static final class Work {
        private final Delivery delivery;
        private final WorkerPool.Worker worker;
        private final long began;
        private long cancelledAt;
        private boolean cancelled;
        private boolean replaced;
        private boolean givenUp;

        Work(Delivery delivery, WorkerPool.Worker worker, long began) {
            this.delivery = delivery;
            this.worker = worker;
            this.began = began;
        }
    }

    synchronized Delivery post(ServerMessage message) {
        if (closed) {
            return Delivery.lost(new TransportException("client " + id + ": the transport is closed"));
        }
        if (current != null && current.givenUp) {
            return Delivery.lost(stillBusy());
        }
        Delivery delivery = Delivery.of(message, this::releaseCancelled);
        waiting.add(delivery);
        if (!scheduled) {
            scheduled = true;
            pool.submit(this::handleNext);
        }
        return delivery;
    }

    /** {@return for how long the client has been busy, if it is now found to stall} */
    synchronized Optional<Duration> look() {
        Work work = current;
        if (work == null || watch.isEmpty()) {
            return Optional.empty();
        }
        long bound = watch.get().bound().toNanos();
        if (work.cancelled
                && !work.givenUp
                && now() - work.cancelledAt >= watch.get().grace().toNanos()) {
            giveUp(work);
        }
        if (work.replaced || now() - work.began < bound || !pool.isBehind()) {
            return Optional.empty();
        }
        work.replaced = true;
        pool.relieve(work.worker);
        return Optional.of(Duration.ofNanos(now() - work.began));
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
        scheduled = !waiting.isEmpty() && !closed;
        if (scheduled) {
            pool.submit(this::handleNext);
        }
    }

    private synchronized @Nullable Delivery take(WorkerPool.Worker by) {
        Delivery next = waiting.poll();
        current = next == null ? null : new Work(next, by, now());
        scheduled = next != null;
        return next;
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
        Work work = current;
        if (work != null && work.delivery.isCancelled() && !work.givenUp) {
            work.cancelledAt = work.cancelled ? work.cancelledAt : now();
            work.cancelled = true;
            work.replaced = true;
            pool.replace(work.worker);
            if (watch.isEmpty()) {
                work.givenUp = true;
            }
        }
        waiting.removeIf(delivery -> {
            if (delivery.isCancelled()) {
                delivery.fail(new TransportException("client " + id + ": cancelled before it began"));
                return true;
            }
            return false;
        });
    }

    /** Whoever waits behind a client that does not hear need wait no longer. */
    private void giveUp(Work work) {
        work.givenUp = true;
        waiting.forEach(delivery -> delivery.fail(stillBusy()));
        waiting.clear();
    }

    private TransportException stillBusy() {
        return new TransportException("client " + id + ": still busy with a cancelled message");
    }

    private long now() {
        return watch.map(each -> each.nanoTime().getAsLong()).orElse(0L);
    }

    synchronized void close() {
        closed = true;
        TransportException cause = new TransportException("client " + id + ": the transport was closed");
        if (current != null) {
            current.delivery.cancel();
            current.delivery.fail(cause);
        }
        waiting.forEach(delivery -> delivery.fail(cause));
        waiting.clear();
    }
}
