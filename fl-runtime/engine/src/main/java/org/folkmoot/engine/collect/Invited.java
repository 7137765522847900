package org.folkmoot.engine.collect;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.api.transport.PendingReply;
import org.folkmoot.engine.attempt.Collecting;
import org.jspecify.annotations.Nullable;

/** The answers of a cohort that was invited as a whole; whoever has not answered when this closes is told to stop. */
final class Invited implements Arrivals, AutoCloseable {
    /** How many answers wait to be looked at: each holds an update. */
    static final int IN_HAND = 4;

    private final Inbox<Arrival> inbox = new Inbox<>(IN_HAND);
    private final Map<ClientId, PendingReply> pending = new TreeMap<>();

    private Invited() {}

    /** Invites everybody in the cohort of whom nothing is known yet. */
    static Invited to(Collecting start, CollectionTask task, CollectionTools tools) throws AuditException {
        Invited invited = new Invited();
        AttemptId attempt = start.id();
        Exchange.MessageUnder invitation = Invitations.to(attempt, task, tools.log());
        for (ClientId client : start.answers().missing()) {
            PendingReply reply = tools.exchange().send(client, invitation);
            invited.pending.put(client, reply);
            CompletableFuture<?> unused = reply.reply()
                    .whenComplete((answer, failure) -> invited.inbox.put(Arrival.of(client, answer, failure)));
        }
        return invited;
    }

    /** Lets go of each reply as it is taken: it holds an update, and all of them together would be O(cohort). */
    @Override
    public @Nullable Arrival poll(Duration timeout) throws InterruptedException {
        Arrival arrival = inbox.poll(timeout);
        if (arrival != null) {
            pending.remove(arrival.from());
        }
        return arrival;
    }

    @Override
    public void close() {
        inbox.close();
        pending.values().forEach(PendingReply::cancel);
    }
}
