package org.folkmoot.engine.local;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
 * training than {@code threads} do. A client that never returns costs one parked thread until the process ends; its
 * place in the pool is filled anew when its reply is cancelled, and it is reported unreachable while it is stuck. It
 * does not isolate clients from each other's memory: for that, run them in processes of their own.
 */
public final class InProcessTransport implements Transport {
    private final Map<ClientId, Mailbox> mailboxes = new TreeMap<>();
    private final WorkerPool pool;

    private InProcessTransport(Map<ClientId, ClientEndpoint> endpoints, int threads) {
        this.pool = new WorkerPool(threads);
        endpoints.forEach((id, endpoint) -> mailboxes.put(id, new Mailbox(id, endpoint, pool)));
    }

    /** {@return a transport to these clients with so many workers, at least 1} */
    public static InProcessTransport of(Map<ClientId, ClientEndpoint> endpoints, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads + " (expected: >= 1)");
        }
        return new InProcessTransport(endpoints, threads);
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
        pool.close();
        mailboxes.values().forEach(Mailbox::close);
    }
}
