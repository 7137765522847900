package org.folkmoot.engine.run;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.api.transport.ClientReply;
import org.folkmoot.api.transport.LogView;
import org.folkmoot.api.transport.PendingReply;
import org.folkmoot.api.transport.Transport;
import org.folkmoot.api.transport.TransportException;
import org.folkmoot.engine.collect.Exchange;
import org.folkmoot.engine.ledger.ChainLog;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages that carry the log's progress since the client last saw it. A client that saw another size says so and
 * is sent the message once more with the proof that it needs; one that is owed a receipt is sent that first. The number
 * of turns in one exchange is bounded, whatever a client says.
 */
final class ClientChannel implements Exchange {
    /** An invitation, its repetition for each of: another size seen, a receipt owed, another size seen since. */
    private static final int TURNS = 6;

    private final Transport transport;
    private final ChainLog log;
    private final OwedReceipts owed;
    private final Map<ClientId, Long> seen = new ConcurrentHashMap<>();

    ClientChannel(Transport transport, ChainLog log, OwedReceipts owed) {
        this.transport = transport;
        this.log = log;
        this.owed = owed;
    }

    /** Makes receipts that a client says it never got. */
    interface OwedReceipts {
        Optional<MessageUnder> of(ClientId client, AttemptId attempt) throws IOException;
    }

    @Override
    public PendingReply send(ClientId to, MessageUnder message) {
        Conversation conversation = new Conversation(to, message);
        conversation.say(new Saying(message, false), seen.getOrDefault(to, 0L));
        return conversation;
    }

    /** What is said in one turn: the message itself, or the receipt that has to come before it. */
    private record Saying(MessageUnder message, boolean isReceipt) {}

    /** One message, with what has to be said before it, and its answer. */
    private final class Conversation implements PendingReply {
        private final ClientId to;
        private final MessageUnder message;
        private final CompletableFuture<ClientReply> result = new CompletableFuture<>();
        private volatile Runnable cancelCurrent = () -> {};
        private volatile boolean cancelled;
        private int turns = TURNS;
        /** What the client said it is owed; it is paid once in an exchange. */
        private ClientReply.@Nullable Unsettled owing;

        private Conversation(ClientId to, MessageUnder message) {
            this.to = to;
            this.message = message;
        }

        private void say(Saying what, long fromSize) {
            turns--;
            try {
                LogView view = log.view(fromSize);
                PendingReply pending = transport.send(to, what.message().under(view));
                cancelCurrent = pending::cancel;
                if (cancelled) {
                    pending.cancel();
                }
                forward(pending, what, view);
            } catch (AuditException e) {
                result.completeExceptionally(new TransportException("client " + to + ": " + e.getMessage(), e));
            }
        }

        /** Whatever goes wrong on the way fails this answer; nobody waits for one that cannot come. */
        private void forward(PendingReply pending, Saying what, LogView view) {
            CompletableFuture<?> unused = pending.reply()
                    .thenAccept(reply -> settle(reply, what, view))
                    .exceptionally(failure -> {
                        result.completeExceptionally(failure.getCause() == null ? failure : failure.getCause());
                        return null;
                    });
        }

        private void settle(ClientReply reply, Saying what, LogView view) {
            note(reply, view);
            boolean again = turns > 0 && !cancelled;
            if (again && reply instanceof ClientReply.LastSaw last && last.checkpointSize() <= sizeOf(view)) {
                say(what, last.checkpointSize());
            } else if (again && reply instanceof ClientReply.Unsettled unsettled && owing == null) {
                owing = unsettled;
                sayOwed(unsettled);
            } else if (what.isReceipt() && reply instanceof ClientReply.Acknowledged) {
                afterReceipt(again, view);
            } else {
                result.complete(reply);
            }
        }

        private void note(ClientReply reply, LogView view) {
            if (reply instanceof ClientReply.LastSaw last) {
                seen.put(to, last.checkpointSize());
            } else if (reply instanceof ClientReply.Acknowledged
                    || reply instanceof ClientReply.Contributed
                    || reply instanceof ClientReply.Secured) {
                seen.put(to, sizeOf(view));
            }
        }

        private void afterReceipt(boolean again, LogView view) {
            if (again || owing == null) {
                say(new Saying(message, false), sizeOf(view));
            } else {
                result.complete(owing);
            }
        }

        private void sayOwed(ClientReply.Unsettled unsettled) {
            try {
                Optional<MessageUnder> receipt = owed.of(to, unsettled.attempt());
                if (receipt.isPresent()) {
                    say(new Saying(receipt.get(), true), unsettled.checkpointSize());
                } else {
                    result.complete(unsettled);
                }
            } catch (IOException e) {
                result.completeExceptionally(new TransportException(
                        "client " + to + ": the receipt of attempt " + unsettled.attempt() + " cannot be made: "
                                + e.getMessage(),
                        e));
            }
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

    private static long sizeOf(LogView view) {
        return view.checkpoint().size();
    }

    /** Hears of an answer, or of why there is none. */
    interface Settled {
        void on(@Nullable ClientReply reply, String trouble);
    }

    /** Calls back once, from the thread that completes the answer. */
    static void onSettled(PendingReply pending, Settled callback) {
        CompletableFuture<?> unused = afterSettled(pending, callback);
    }

    /** Calls back as {@link #onSettled} does. {@return what completes once the callback has returned} */
    static CompletableFuture<?> afterSettled(PendingReply pending, Settled callback) {
        return pending.reply()
                .whenComplete((reply, failure) ->
                        callback.on(reply, String.valueOf(failure == null ? reply : failure.getMessage())));
    }
}
