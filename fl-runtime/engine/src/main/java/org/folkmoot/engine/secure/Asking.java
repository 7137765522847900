package org.folkmoot.engine.secure;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.transport.ClientReply;
import org.folkmoot.api.transport.PendingReply;
import org.folkmoot.engine.collect.Arrival;
import org.folkmoot.engine.collect.CollectionTask;
import org.folkmoot.engine.collect.CollectionTools;
import org.folkmoot.engine.collect.Exchange;
import org.folkmoot.engine.collect.Inbox;
import org.folkmoot.engine.collect.NoContribution;
import org.folkmoot.engine.collect.Stopwatch;

/**
 * One step of a secure collection: each client is sent a message, and answers are taken as they come until all have answered,
 * enough have, time is up, or the operator cancels. The wait is bounded by the deadline of the attempt's phases.
 */
final class Asking {
    private static final Duration LOOK_UP_EVERY = Duration.ofMillis(50);
    private static final int IN_HAND = 4;

    private final CollectionTask task;
    private final CollectionTools tools;
    private final Roll roll;

    Asking(CollectionTask task, CollectionTools tools, Roll roll) {
        this.task = task;
        this.tools = tools;
        this.roll = roll;
    }

    /** Takes an answer in. */
    @FunctionalInterface
    interface Taking {
        /** A client goes on; it is put out by whoever takes the answer, where that does not fit. */
        void take(ClientId from, ClientReply.Secured answer) throws IOException;
    }

    /** Makes the message to a client. */
    @FunctionalInterface
    interface Messages {
        /** {@return the message for this client} */
        Exchange.MessageUnder to(ClientId client);
    }

    /**
     * Asks all of these.
     *
     * @param enough at how many answers that were taken it stops waiting
     * @return who has not answered when the waiting ended
     */
    SortedSet<ClientId> ask(SortedSet<ClientId> clients, Messages messages, int enough, Taking taking)
            throws IOException, InterruptedException {
        Map<ClientId, PendingReply> pending = new TreeMap<>();
        try (Inbox<Arrival> inbox = new Inbox<>(IN_HAND)) {
            for (ClientId client : clients) {
                PendingReply reply = tools.exchange().send(client, messages.to(client));
                pending.put(client, reply);
                CompletableFuture<?> unused =
                        reply.reply().whenComplete((answer, failure) -> inbox.put(Arrival.of(client, answer, failure)));
            }
            gather(inbox, pending, enough, taking);
        }
        pending.values().forEach(PendingReply::cancel);
        return new TreeSet<>(pending.keySet());
    }

    private void gather(Inbox<Arrival> inbox, Map<ClientId, PendingReply> pending, int enough, Taking taking)
            throws IOException, InterruptedException {
        long began = tools.nanoTime().getAsLong();
        int taken = 0;
        while (!pending.isEmpty() && taken < enough && !task.cancelled().getAsBoolean()) {
            Duration left = task.limits().deadline().minusNanos(tools.nanoTime().getAsLong() - began);
            if (left.isNegative() || left.isZero()) {
                return;
            }
            Arrival arrival = inbox.poll(left.compareTo(LOOK_UP_EVERY) < 0 ? left : LOOK_UP_EVERY);
            tools.stopwatch().book(Stopwatch.Part.WAITING);
            if (arrival != null) {
                pending.remove(arrival.from());
                taken += take(arrival, taking) ? 1 : 0;
                tools.stopwatch().book(Stopwatch.Part.CHECKING);
            }
        }
    }

    private boolean take(Arrival arrival, Taking taking) throws IOException {
        if (arrival.reply().isEmpty()) {
            roll.out(arrival.from(), NoContribution.reason(arrival));
            return false;
        }
        ClientReply reply = arrival.reply().get();
        if (reply instanceof ClientReply.Secured secured) {
            taking.take(arrival.from(), secured);
            return true;
        }
        roll.out(arrival.from(), NoContribution.reason(reply, tools.notices()));
        return false;
    }
}
