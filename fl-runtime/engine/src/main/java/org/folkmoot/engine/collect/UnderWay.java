package org.folkmoot.engine.collect;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.transport.ClientReply;
import org.folkmoot.api.transport.PendingReply;
import org.folkmoot.engine.FederationEvent;
import org.folkmoot.engine.FederationListener;
import org.folkmoot.engine.attempt.Collecting;
import org.jspecify.annotations.Nullable;

/**
 * Answers that stay under way from attempt to attempt: a client that is still busy is not invited again, and what it sends
 * counts in the attempt that is open when it comes. Answers of clients outside the present cohort wait for one that they are
 * in, a few of them; more are dropped, and said to be.
 */
final class UnderWay implements Arrivals, AutoCloseable {
    private final Inbox<Came> inbox = new Inbox<>(Invited.IN_HAND);
    private final Map<ClientId, Asked> asked = new TreeMap<>();
    private final Map<ClientId, Arrival> held = new TreeMap<>();
    private final Deque<Arrival> due = new ArrayDeque<>();
    private @Nullable Opened present;

    /** An attempt: who is in it, how they are reached and with what, and who is told. */
    record Opened(Collecting phase, Exchange exchange, Exchange.MessageUnder invitation, FederationListener listener) {
        private boolean invites(ClientId client) {
            return phase.answers().cohort().contains(client);
        }

        private void tellDropped(ClientId from, String why) {
            listener.on(new FederationEvent.AnswerDropped(phase.id(), from, why));
        }
    }

    /** A client that was invited and has not answered. */
    private record Asked(AttemptId attempt, PendingReply reply) {}

    /** An answer, and to the invitation of which attempt. */
    private record Came(Arrival arrival, AttemptId attempt) {}

    /**
     * Opens an attempt: invites whoever is not busy. Whose answer is at hand is not asked for another one, for its record
     * can show only one, and a client that finds an older one there than it has just signed takes that for a lie.
     *
     * @param oldest clients that were asked before this round are not waited for any longer, and asked again
     */
    void open(Opened attempt, int oldest) {
        present = attempt;
        due.forEach(arrival -> held.put(arrival.from(), arrival));
        due.clear();
        for (ClientId client : attempt.phase().answers().missing()) {
            Arrival waiting = held.remove(client);
            if (waiting != null) {
                due.add(waiting);
                continue;
            }
            Asked busy = asked.get(client);
            if (busy != null && busy.attempt().round() >= oldest) {
                continue;
            }
            if (busy != null) {
                busy.reply().cancel();
            }
            invite(client, attempt.phase().id(), attempt.exchange().send(client, attempt.invitation()));
        }
    }

    private void invite(ClientId client, AttemptId attempt, PendingReply reply) {
        asked.put(client, new Asked(attempt, reply));
        CompletableFuture<?> unused = reply.reply()
                .whenComplete((answer, failure) -> inbox.put(new Came(Arrival.of(client, answer, failure), attempt)));
    }

    @Override
    public @Nullable Arrival poll(Duration timeout) throws InterruptedException {
        Opened open = present;
        if (open == null) {
            return null;
        }
        Arrival arrival = due.isEmpty() ? wanted(inbox.poll(timeout), open) : due.poll();
        if (arrival == null || open.invites(arrival.from())) {
            return arrival;
        }
        hold(arrival, open);
        return null;
    }

    /** {@return the answer, unless its invitation was withdrawn}: then another is under way, and that is waited for. */
    private @Nullable Arrival wanted(@Nullable Came came, Opened open) {
        if (came == null) {
            return null;
        }
        ClientId from = came.arrival().from();
        Asked last = asked.get(from);
        if (last == null || !last.attempt().equals(came.attempt())) {
            came.arrival()
                    .reply()
                    .filter(ClientReply.Contributed.class::isInstance)
                    .ifPresent(late -> open.tellDropped(from, "to an invitation that was withdrawn"));
            return null;
        }
        asked.remove(from);
        return came.arrival();
    }

    private void hold(Arrival arrival, Opened open) {
        int waiting = held.size() + due.size();
        if (waiting < Invited.IN_HAND) {
            held.put(arrival.from(), arrival);
        } else {
            open.tellDropped(arrival.from(), "late, and " + waiting + " others wait already");
        }
    }

    @Override
    public void close() {
        inbox.close();
        asked.values().forEach(each -> each.reply().cancel());
    }
}
