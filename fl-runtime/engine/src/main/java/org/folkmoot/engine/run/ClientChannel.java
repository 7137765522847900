package org.folkmoot.engine.run;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.api.transport.ClientReply;
import org.folkmoot.api.transport.LogView;
import org.folkmoot.api.transport.PendingReply;
import org.folkmoot.api.transport.ServerMessage;
import org.folkmoot.api.transport.Transport;
import org.folkmoot.api.transport.TransportException;
import org.folkmoot.engine.ledger.ChainLog;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages that carry the log's progress since the client last saw it. A client that saw another size says so and
 * is sent the message once more with the proof that it needs.
 */
final class ClientChannel {
    private final Transport transport;
    private final ChainLog log;
    private final Map<ClientId, Long> seen = new ConcurrentHashMap<>();

    ClientChannel(Transport transport, ChainLog log) {
        this.transport = transport;
        this.log = log;
    }

    /** Makes the message for a view of the log. */
    interface MessageUnder {
        ServerMessage under(LogView view) throws AuditException;
    }

    PendingReply send(ClientId to, MessageUnder message) {
        Exchange exchange = new Exchange(to, message);
        exchange.start(seen.getOrDefault(to, 0L), true);
        return exchange;
    }

    /** One message, sent once or twice, and its answer. */
    private final class Exchange implements PendingReply {
        private final ClientId to;
        private final MessageUnder message;
        private final CompletableFuture<ClientReply> result = new CompletableFuture<>();
        private volatile Runnable cancelCurrent = () -> {};
        private volatile boolean cancelled;

        private Exchange(ClientId to, MessageUnder message) {
            this.to = to;
            this.message = message;
        }

        private void start(long fromSize, boolean mayRepeat) {
            try {
                LogView view = log.view(fromSize);
                PendingReply pending = transport.send(to, message.under(view));
                cancelCurrent = pending::cancel;
                if (cancelled) {
                    pending.cancel();
                }
                forward(pending, view, mayRepeat);
            } catch (AuditException e) {
                result.completeExceptionally(new TransportException("client " + to + ": " + e.getMessage(), e));
            }
        }

        /** Whatever goes wrong on the way fails this answer; nobody waits for one that cannot come. */
        private void forward(PendingReply pending, LogView view, boolean mayRepeat) {
            CompletableFuture<?> unused = pending.reply()
                    .thenAccept(reply -> settle(reply, view, mayRepeat))
                    .exceptionally(failure -> {
                        result.completeExceptionally(failure.getCause() == null ? failure : failure.getCause());
                        return null;
                    });
        }

        private void settle(ClientReply reply, LogView view, boolean mayRepeat) {
            if (reply instanceof ClientReply.LastSaw last) {
                seen.put(to, last.checkpointSize());
                if (mayRepeat && last.checkpointSize() <= view.checkpoint().size()) {
                    start(last.checkpointSize(), false);
                    return;
                }
            } else if (reply instanceof ClientReply.Acknowledged || reply instanceof ClientReply.Contributed) {
                seen.put(to, view.checkpoint().size());
            }
            result.complete(reply);
        }

        @Override
        public CompletableFuture<ClientReply> reply() {
            return result;
        }

        @Override
        public void cancel() {
            cancelled = true;
            cancelCurrent.run();
        }
    }

    /** Hears of an answer, or of why there is none. */
    interface Settled {
        void on(@Nullable ClientReply reply, String trouble);
    }

    /** Calls back once, from the thread that completes the answer. */
    static void onSettled(PendingReply pending, Settled callback) {
        CompletableFuture<?> unused = pending.reply()
                .whenComplete((reply, failure) ->
                        callback.on(reply, String.valueOf(failure == null ? reply : failure.getMessage())));
    }
}
