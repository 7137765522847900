package org.folkmoot.engine.collect;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.folkmoot.aggregation.LinearFold;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.ProtocolViolationException;
import org.folkmoot.api.round.Artefact;
import org.folkmoot.api.round.Audience;
import org.folkmoot.api.round.ClearUpdate;
import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.api.transport.ClientReply;
import org.folkmoot.api.transport.PendingReply;
import org.folkmoot.audit.leaf.Member;
import org.folkmoot.engine.FederationEvent;
import org.folkmoot.engine.attempt.Answer;
import org.folkmoot.engine.attempt.Answers;
import org.folkmoot.engine.attempt.Collecting;
import org.folkmoot.engine.attempt.Training;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers the clear updates of one attempt until everybody has answered, the goal is reached or the deadline has passed.
 * Each update is checked, stored and folded when it arrives and is then forgotten, so that memory does not grow with the
 * cohort.
 */
final class Gathering {
    private static final Logger log = LoggerFactory.getLogger(Gathering.class);
    private static final int IN_HAND = 4;
    private static final Duration LOOK_UP_EVERY = Duration.ofMillis(50);

    private final CollectionTask task;
    private final CollectionTools tools;
    private final Intake intake;
    private final LinearFold fold;
    private final boolean keepsUpdates;
    private long receivedBytes;

    Gathering(CollectionTask task, CollectionTools tools, Intake intake, LinearFold fold) {
        this.task = task;
        this.tools = tools;
        this.intake = intake;
        this.fold = fold;
        this.keepsUpdates = task.program().disclosure().of(Artefact.UPDATES).audience() != Audience.NOBODY;
    }

    /** What reached the coordinator from one client. */
    private record Arrival(ClientId from, Optional<ClientReply> reply, String trouble) {}

    /** {@return the phase with an answer of everybody}; or as it stood when the operator cancelled. */
    Collecting run(Training start) throws IOException, InterruptedException {
        Map<ClientId, PendingReply> pending = new TreeMap<>();
        Exchange.MessageUnder invitation = Invitations.to(start.id(), task, tools.log());
        try (Inbox<Arrival> inbox = new Inbox<>(IN_HAND)) {
            for (ClientId client : start.answers().cohort()) {
                PendingReply reply = tools.exchange().send(client, invitation);
                pending.put(client, reply);
                CompletableFuture<?> unused =
                        reply.reply().whenComplete((answer, failure) -> inbox.put(arrival(client, answer, failure)));
            }
            return collect(start, inbox, pending);
        } finally {
            pending.values().forEach(PendingReply::cancel);
        }
    }

    /** {@return the size of the contributions that arrived, in bytes} */
    long receivedBytes() {
        return receivedBytes;
    }

    private static Arrival arrival(ClientId from, @Nullable ClientReply reply, @Nullable Throwable failure) {
        String trouble = failure == null ? "" : String.valueOf(failure.getMessage());
        return new Arrival(from, Optional.ofNullable(reply), trouble);
    }

    /** Lets go of each reply as it is settled: it holds an update, and all of them together would be O(cohort). */
    private Collecting collect(Training start, Inbox<Arrival> inbox, Map<ClientId, PendingReply> pending)
            throws IOException, InterruptedException {
        Collecting phase = start;
        long began = tools.nanoTime().getAsLong();
        while (phase instanceof Training training && !task.cancelled().getAsBoolean()) {
            Duration left = task.limits().deadline().minusNanos(tools.nanoTime().getAsLong() - began);
            if (left.isNegative() || left.isZero()) {
                return tellMissing(training, training.deadlinePassed());
            }
            Arrival arrival = inbox.poll(left.compareTo(LOOK_UP_EVERY) < 0 ? left : LOOK_UP_EVERY);
            tools.stopwatch().book(Stopwatch.Part.WAITING);
            if (arrival != null) {
                pending.remove(arrival.from());
                phase = settle(training, arrival);
            }
        }
        return phase;
    }

    private Collecting settle(Training phase, Arrival arrival) throws IOException {
        ClientId from = arrival.from();
        try {
            phase.requireExpected(from);
            Answer answer = judge(arrival);
            Collecting next = phase.on(from, answer);
            if (next.answers().count() > phase.answers().count() + 1) {
                return tellMissing(phase, next);
            }
            tell(next, from, answer);
            return next;
        } catch (ProtocolViolationException e) {
            log.atWarn().addKeyValue("violation", e.getMessage()).log("answer dropped");
            tools.listener().on(new FederationEvent.AnswerDropped(phase.id(), from, String.valueOf(e.getMessage())));
            return phase;
        }
    }

    private Collecting tellMissing(Training before, Collecting after) {
        for (ClientId client : before.answers().missing()) {
            after.answers().of(client).ifPresent(answer -> tell(after, client, answer));
        }
        return after;
    }

    private void tell(Collecting phase, ClientId client, Answer answer) {
        if (answer instanceof Answer.Rejected rejected) {
            log.atWarn()
                    .addKeyValue("attempt", phase.id())
                    .addKeyValue("client", client)
                    .addKeyValue("reason", rejected.reason().word())
                    .addKeyValue("detail", rejected.detail())
                    .log("contribution does not count");
        }
        Answers answers = phase.answers();
        tools.listener().on(new FederationEvent.ClientSettled(phase.id(), client, answer, answers.count()));
    }

    private Answer judge(Arrival arrival) throws IOException {
        if (arrival.reply().isEmpty()) {
            return Answer.Rejected.of(RejectionReason.UNREACHABLE, arrival.trouble());
        }
        ClientReply reply = arrival.reply().get();
        if (reply instanceof ClientReply.Contributed contributed
                && contributed.contribution() instanceof ClearUpdate update) {
            return admit(member(arrival.from()), update);
        }
        if (reply instanceof ClientReply.Refused refused) {
            return Answer.Rejected.of(RejectionReason.REFUSED, refused.reason());
        }
        if (reply instanceof ClientReply.LastSaw last) {
            return Answer.Rejected.of(
                    RejectionReason.FORKED_LOG, "the client saw size " + last.checkpointSize() + " of another history");
        }
        if (reply instanceof ClientReply.OlderLog older) {
            return Answer.Rejected.of(
                    RejectionReason.FORKED_LOG,
                    "the client was shown size " + older.shownSize() + " and saw size " + older.seenSize() + " before");
        }
        if (reply instanceof ClientReply.Unsettled unsettled) {
            return Answer.Rejected.of(
                    RejectionReason.REFUSED,
                    "the client waits to be shown how attempt " + unsettled.attempt() + " ended");
        }
        if (reply instanceof ClientReply.Failed failed) {
            return Answer.Rejected.of(RejectionReason.TRAINING_FAILED, failed.reason());
        }
        return Answer.Rejected.of(RejectionReason.WRONG_STATEMENT, "no clear update: " + reply);
    }

    private Member member(ClientId client) {
        return Optional.ofNullable(task.members().get(client))
                .orElseThrow(() -> new AssertionError("judged only after it was found to be invited: " + client));
    }

    private Answer admit(Member from, ClearUpdate update) throws IOException {
        Optional<Answer.Rejected> objection = intake.objection(from, update);
        tools.stopwatch().book(Stopwatch.Part.CHECKING);
        if (objection.isPresent()) {
            return objection.get();
        }
        receivedBytes += update.delta().layout().bytes();
        if (!update.delta().digest().equals(update.statement().payload())) {
            return new Answer.Rejected(
                    RejectionReason.PAYLOAD_MISMATCH, "the update is not what was signed", update.signed());
        }
        tools.stopwatch().book(Stopwatch.Part.STORING);
        long before = fold.totalWeight();
        try {
            fold.add(update.delta(), update.statement().examples());
        } catch (IllegalArgumentException e) {
            return intake.refusal(update, String.valueOf(e.getMessage()));
        }
        tools.stopwatch().book(Stopwatch.Part.FOLDING);
        store(update);
        return new Answer.Included(update.signed(), fold.totalWeight() - before);
    }

    private void store(ClearUpdate update) throws IOException {
        if (keepsUpdates) {
            tools.inputs().put(update.delta());
        }
        tools.stopwatch().book(Stopwatch.Part.STORING);
    }
}
