package org.folkmoot.engine.local;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.transport.ClientEndpoint;
import org.folkmoot.api.transport.PendingReply;
import org.folkmoot.api.transport.ServerMessage;
import org.folkmoot.api.transport.Transport;
import org.folkmoot.api.transport.TransportException;

/**
 * Carries messages to clients that live in this process, on a few worker threads.
 *
 * <p>Guarantees: at most {@code threads} clients work at a time, so that a thousand clients need no more memory for
 * training than {@code threads} do; those that stall, by the watch or because they do not hear that they were cancelled,
 * come on top of that number while they last, so that they do not starve the others. A cancelled client that does not
 * return is reported unreachable after the watch's grace, or at once where there is no watch. It does not isolate
 * clients from each other's memory: for that, run them in processes of their own.
 */
public final class InProcessTransport implements Transport {
    private static final int LOOKS_WITHIN_THE_GRACE = 8;

    private final Map<ClientId, Mailbox> mailboxes = new TreeMap<>();
    private final WorkerPool pool;
    private final ScheduledExecutorService watching =
            Executors.newSingleThreadScheduledExecutor(work -> WorkerPool.daemon(work, "folkmoot-stall-watch"));

    private InProcessTransport(Map<ClientId, ClientEndpoint> endpoints, int threads, Optional<StallWatch> watch) {
        this.pool = new WorkerPool(threads);
        endpoints.forEach((id, endpoint) -> mailboxes.put(id, new Mailbox(id, endpoint, pool, watch)));
        watch.ifPresent(this::begin);
    }

    /** {@return a transport to these clients with so many workers, at least 1, on which a client may be as slow as it likes} */
    public static InProcessTransport of(Map<ClientId, ClientEndpoint> endpoints, int threads) {
        return new InProcessTransport(endpoints, requirePositive(threads), Optional.empty());
    }

    /** {@return a transport to these clients with so many workers, at least 1, that looks after those that stall} */
    public static InProcessTransport of(Map<ClientId, ClientEndpoint> endpoints, int threads, StallWatch watch) {
        return new InProcessTransport(endpoints, requirePositive(threads), Optional.of(watch));
    }

    private static int requirePositive(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads + " (expected: >= 1)");
        }
        return threads;
    }

    @Override
    public Set<ClientId> connected() {
        return Set.copyOf(mailboxes.keySet());
    }

    @Override
    public PendingReply send(ClientId to, ServerMessage message) {
        Mailbox mailbox = mailboxes.get(to);
        if (mailbox == null) {
            return Delivery.lost(new TransportException("client " + to + ": not connected"));
        }
        return mailbox.post(message);
    }

    @Override
    public void close() {
        watching.shutdownNow();
        pool.close();
        mailboxes.values().forEach(Mailbox::close);
    }

    private void begin(StallWatch watch) {
        long every = Math.max(1, watch.grace().toMillis() / LOOKS_WITHIN_THE_GRACE);
        ScheduledFuture<?> unused = watching.scheduleWithFixedDelay(
                () -> mailboxes.forEach((id, mailbox) -> look(id, mailbox, watch)),
                every,
                every,
                TimeUnit.MILLISECONDS);
    }

    private static void look(ClientId id, Mailbox mailbox, StallWatch watch) {
        Optional<Duration> stalled = mailbox.look();
        stalled.ifPresent(busy -> watch.told().accept(id, busy));
    }
}
