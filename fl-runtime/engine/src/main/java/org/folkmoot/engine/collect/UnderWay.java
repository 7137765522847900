package org.folkmoot.engine.collect;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.api.transport.PendingReply;
import org.folkmoot.engine.FederationEvent;
import org.folkmoot.engine.attempt.Training;
import org.jspecify.annotations.Nullable;

/**
 * Answers that stay under way from attempt to attempt: a client that is still busy is not invited again, and what it sends
 * counts in the attempt that is open when it comes. Answers of clients outside the present cohort wait for one that they are
 * in, a few of them; more are dropped, and said to be.
 */
final class UnderWay implements Arrivals, AutoCloseable {
    private final Inbox<Arrival> inbox = new Inbox<>(Invited.IN_HAND);
    private final Map<ClientId, Asked> asked = new TreeMap<>();
    private final Map<ClientId, Arrival> held = new TreeMap<>();
    private final Deque<Arrival> due = new ArrayDeque<>();
    private @Nullable Training present;
    private @Nullable CollectionTools tools;

    /** A client that was invited and has not answered. */
    private record Asked(AttemptId attempt, PendingReply reply) {}

    /**
     * Opens an attempt: invites whoever is not busy.
     *
     * @param oldest clients that were asked before this round are not waited for any longer, and asked again
     */
    void open(Training start, CollectionTask task, CollectionTools with, int oldest) throws AuditException {
        present = start;
        tools = with;
        Exchange.MessageUnder invitation = Invitations.to(start.id(), task, with.log());
        for (ClientId client : start.answers().cohort()) {
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
            invite(client, start.id(), with.exchange().send(client, invitation));
        }
    }

    private void invite(ClientId client, AttemptId attempt, PendingReply reply) {
        asked.put(client, new Asked(attempt, reply));
        CompletableFuture<?> unused =
                reply.reply().whenComplete((answer, failure) -> inbox.put(Arrival.of(client, answer, failure)));
    }

    @Override
    public @Nullable Arrival poll(Duration timeout) throws InterruptedException {
        Arrival arrival = due.isEmpty() ? inbox.poll(timeout) : due.poll();
        if (arrival == null) {
            return null;
        }
        asked.remove(arrival.from());
        Training open = present;
        if (open != null && !open.answers().cohort().contains(arrival.from())) {
            hold(arrival, open.id());
            return null;
        }
        return arrival;
    }

    private void hold(Arrival arrival, AttemptId attempt) {
        if (held.size() < Invited.IN_HAND) {
            held.put(arrival.from(), arrival);
        } else if (tools != null) {
            tools.listener()
                    .on(new FederationEvent.AnswerDropped(
                            attempt, arrival.from(), "late, and " + held.size() + " others wait already"));
        }
    }

    @Override
    public void close() {
        inbox.close();
        asked.values().forEach(each -> each.reply().cancel());
    }
}
