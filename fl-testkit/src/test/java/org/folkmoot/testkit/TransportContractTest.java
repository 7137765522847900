package org.folkmoot.testkit;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.transport.ClientEndpoint;
import org.folkmoot.api.transport.ClientReply;
import org.folkmoot.api.transport.PendingReply;
import org.folkmoot.api.transport.ServerMessage;
import org.folkmoot.api.transport.Transport;
import org.folkmoot.api.transport.TransportException;
import org.junit.jupiter.api.Test;

/** A correct transport passes, as this class itself shows; one that mixes up replies is found. */
@SuppressWarnings("JUnitMethodInvoked") // A contract that fails as it should is the subject here.
final class TransportContractTest implements TransportContract {
    @Override
    public Transport open(Map<ClientId, ClientEndpoint> clients) {
        return new ThreadPerClient(clients);
    }

    @Test
    void findsRepliesOfAnotherClient() {
        TransportContract mixedUp = clients -> {
            Map<ClientId, ClientEndpoint> swapped = new HashMap<>(clients);
            clients.forEach((id, endpoint) -> swapped.put(id.equals(ANNA) ? BEN : ANNA, endpoint));
            return new ThreadPerClient(swapped);
        };
        assertThatExceptionOfType(AssertionError.class).isThrownBy(mixedUp::repliesReachTheAsker);
    }

    /** One thread for each client, in memory. */
    private static final class ThreadPerClient implements Transport {
        private final Map<ClientId, ClientEndpoint> clients;
        private final Map<ClientId, ExecutorService> threads = new HashMap<>();
        private final Collection<CompletableFuture<ClientReply>> pending = new ConcurrentLinkedQueue<>();

        ThreadPerClient(Map<ClientId, ClientEndpoint> clients) {
            this.clients = Map.copyOf(clients);
            clients.keySet().forEach(id -> threads.put(id, Executors.newSingleThreadExecutor()));
        }

        @Override
        public Set<ClientId> connected() {
            return clients.keySet();
        }

        @Override
        public PendingReply send(ClientId to, ServerMessage message) {
            Pending reply = new Pending(new CompletableFuture<>(), new AtomicBoolean());
            ClientEndpoint endpoint = clients.get(to);
            ExecutorService thread = threads.get(to);
            if (endpoint == null || thread == null || thread.isShutdown()) {
                reply.reply().completeExceptionally(new TransportException("client: " + to + " (expected: connected)"));
                return reply;
            }
            pending.add(reply.reply());
            thread.execute(() -> reply.reply().complete(ask(endpoint, message, reply)));
            return reply;
        }

        private static ClientReply ask(ClientEndpoint endpoint, ServerMessage message, Pending reply) {
            try {
                return endpoint.on(message, reply.cancelled()::get);
            } catch (RuntimeException e) {
                return new ClientReply.Failed("threw");
            }
        }

        @Override
        public void close() {
            threads.values().forEach(ExecutorService::shutdownNow);
            pending.forEach(each -> each.completeExceptionally(new TransportException("closed")));
        }

        private record Pending(CompletableFuture<ClientReply> reply, AtomicBoolean cancelled) implements PendingReply {
            @Override
            public void cancel() {
                cancelled.set(true);
            }
        }
    }
}
