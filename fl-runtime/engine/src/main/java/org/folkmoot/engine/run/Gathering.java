package org.folkmoot.engine.run;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.folkmoot.aggregation.LinearFold;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.ProtocolViolationException;
import org.folkmoot.api.aggregation.LinearQuery;
import org.folkmoot.api.round.Artefact;
import org.folkmoot.api.round.Audience;
import org.folkmoot.api.round.ClearUpdate;
import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.api.storage.BlobStore;
import org.folkmoot.api.transport.ClientReply;
import org.folkmoot.api.transport.PendingReply;
import org.folkmoot.audit.leaf.Member;
import org.folkmoot.engine.FederationEvent;
import org.folkmoot.engine.FederationListener;
import org.folkmoot.engine.attempt.Answer;
import org.folkmoot.engine.attempt.Training;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects clear updates until everybody has answered or the deadline has passed. Each update is checked, stored and
 * folded when it arrives and is then forgotten, so that memory does not grow with the cohort.
 */
final class Gathering {
    private static final Logger log = LoggerFactory.getLogger(Gathering.class);
    private static final int IN_HAND = 4;
    private static final Duration LOOK_UP_EVERY = Duration.ofMillis(50);

    private final SortedMap<ClientId, Member> cohort;
    private final Intake intake;
    private final BlobStore blobs;
    private final LinearQuery query;
    private final LinearFold fold;
    private final Stopwatch stopwatch;
    private final FederationListener listener;
    private final FederationSetup setup;
    private long receivedBytes;

    Gathering(
            FederationSetup setup,
            SortedMap<ClientId, Member> cohort,
            Intake intake,
            BlobStore blobs,
            LinearFold fold,
            Stopwatch stopwatch,
            FederationListener listener) {
        this.setup = setup;
        this.cohort = cohort;
        this.intake = intake;
        this.blobs = blobs;
        this.query = setup.strategy().query();
        this.fold = fold;
        this.stopwatch = stopwatch;
        this.listener = listener;
    }

    /** What reached the coordinator from one client. */
    private record Arrival(ClientId from, Optional<ClientReply> reply, String trouble) {}

    /**
     * {@return the training phase with an answer of everybody}; or as it stood when {@code cancelled} said so.
     *
     * @param start the phase to begin with
     * @param channel reaches the clients
     * @param message the invitation
     * @param cancelled asked while waiting
     */
    Training run(Training start, ClientChannel channel, ClientChannel.MessageUnder message, BooleanSupplier cancelled)
            throws IOException, InterruptedException {
        Map<ClientId, PendingReply> pending = new TreeMap<>();
        try (Inbox<Arrival> inbox = new Inbox<>(IN_HAND)) {
            for (ClientId client : cohort.keySet()) {
                PendingReply reply = channel.send(client, message);
                pending.put(client, reply);
                CompletableFuture<?> unused =
                        reply.reply().whenComplete((answer, failure) -> inbox.put(arrival(client, answer, failure)));
            }
            return collect(start, inbox, pending, cancelled);
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
    private Training collect(
            Training start, Inbox<Arrival> inbox, Map<ClientId, PendingReply> pending, BooleanSupplier cancelled)
            throws IOException, InterruptedException {
        Training phase = start;
        long began = setup.nanoTime().getAsLong();
        while (!phase.isComplete() && !cancelled.getAsBoolean()) {
            Duration left = setup.deadline().minusNanos(setup.nanoTime().getAsLong() - began);
            if (left.isNegative() || left.isZero()) {
                return settleMissing(phase);
            }
            Arrival arrival = inbox.poll(left.compareTo(LOOK_UP_EVERY) < 0 ? left : LOOK_UP_EVERY);
            stopwatch.book(Stopwatch.Part.WAITING);
            if (arrival != null) {
                pending.remove(arrival.from());
                phase = settle(phase, arrival);
            }
        }
        return phase;
    }

    private Training settle(Training phase, Arrival arrival) throws IOException {
        try {
            phase.requireExpected(arrival.from());
            Answer answer = judge(arrival);
            Training next = phase.on(arrival.from(), answer);
            tell(next, arrival.from(), answer);
            return next;
        } catch (ProtocolViolationException e) {
            log.atWarn().addKeyValue("violation", e.getMessage()).log("answer dropped");
            return phase;
        }
    }

    private Training settleMissing(Training phase) {
        Training next = phase.deadlinePassed("no answer within " + setup.deadline());
        for (ClientId client : phase.answers().missing()) {
            tell(next, client, next.answers().byClient().getOrDefault(client, unanswered()));
        }
        return next;
    }

    private static Answer unanswered() {
        return Answer.Rejected.of(RejectionReason.TIMED_OUT, "no answer");
    }

    private void tell(Training phase, ClientId client, Answer answer) {
        if (answer instanceof Answer.Rejected rejected) {
            log.atWarn()
                    .addKeyValue("attempt", phase.id())
                    .addKeyValue("client", client)
                    .addKeyValue("reason", rejected.reason().word())
                    .addKeyValue("detail", rejected.detail())
                    .log("contribution does not count");
        }
        listener.on(new FederationEvent.ClientSettled(
                phase.id(), client, answer, phase.answers().byClient().size()));
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
        if (reply instanceof ClientReply.Failed failed) {
            return Answer.Rejected.of(RejectionReason.TRAINING_FAILED, failed.reason());
        }
        return Answer.Rejected.of(RejectionReason.WRONG_STATEMENT, "no clear update: " + reply);
    }

    private Member member(ClientId client) {
        return Optional.ofNullable(cohort.get(client))
                .orElseThrow(() -> new AssertionError("judged only after it was found to be invited: " + client));
    }

    private Answer admit(Member from, ClearUpdate update) throws IOException {
        Optional<Answer.Rejected> objection = intake.objection(from, update);
        stopwatch.book(Stopwatch.Part.CHECKING);
        if (objection.isPresent()) {
            return objection.get();
        }
        receivedBytes += update.delta().layout().bytes();
        if (!update.delta().digest().equals(update.statement().payload())) {
            return new Answer.Rejected(
                    RejectionReason.PAYLOAD_MISMATCH, "the update is not what was signed", update.signed());
        }
        stopwatch.book(Stopwatch.Part.STORING);
        try {
            fold.add(update.delta(), update.statement().examples());
        } catch (IllegalArgumentException e) {
            return new Answer.Rejected(
                    RejectionReason.OUT_OF_RANGE, "the rule refuses it: " + e.getMessage(), update.signed());
        }
        stopwatch.book(Stopwatch.Part.FOLDING);
        if (setup.program().disclosure().of(Artefact.UPDATES).audience() != Audience.NOBODY) {
            blobs.put(update.delta().toBytes());
        }
        stopwatch.book(Stopwatch.Part.STORING);
        return new Answer.Included(
                update.signed(), query.weight(update.statement().examples()));
    }
}
