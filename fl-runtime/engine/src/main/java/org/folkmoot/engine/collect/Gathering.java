package org.folkmoot.engine.collect;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.folkmoot.aggregation.RoundFold;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.ProtocolViolationException;
import org.folkmoot.api.round.Artefact;
import org.folkmoot.api.round.Audience;
import org.folkmoot.api.round.ClearUpdate;
import org.folkmoot.api.transport.ClientReply;
import org.folkmoot.audit.member.Member;
import org.folkmoot.engine.FederationEvent;
import org.folkmoot.engine.attempt.AbandonReason;
import org.folkmoot.engine.attempt.Answer;
import org.folkmoot.engine.attempt.Answers;
import org.folkmoot.engine.attempt.Collecting;
import org.folkmoot.engine.attempt.Settled;
import org.folkmoot.engine.attempt.Training;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers the clear updates of one attempt until everybody has answered, the goal is reached or the deadline has passed.
 * Each update is checked, stored and folded when it arrives and is then forgotten, so that memory does not grow with the
 * cohort.
 */
final class Gathering {
    private static final Logger log = LoggerFactory.getLogger(Gathering.class);
    private static final Duration LOOK_UP_EVERY = Duration.ofMillis(50);

    private final CollectionTask task;
    private final CollectionTools tools;
    private final Admission admission;
    private final boolean keepsUpdates;
    private long receivedBytes;

    Gathering(CollectionTask task, CollectionTools tools, Admission admission) {
        this.task = task;
        this.tools = tools;
        this.admission = admission;
        this.keepsUpdates = task.program().disclosure().of(Artefact.UPDATES).audience() != Audience.NOBODY;
    }

    /** {@return what the cohort came to} */
    Collected run(Collecting start, Arrivals arrivals) throws IOException, InterruptedException {
        start.answers().rejected().forEach((client, answer) -> tell(start, client, answer));
        Collecting phase = collect(start, arrivals);
        if (task.cancelled().getAsBoolean() || !(phase instanceof Settled settled)) {
            return new Collected.Ended(
                    phase.abandon(AbandonReason.CANCELLED, "cancelled by the operator"), receivedBytes);
        }
        return settled.close()
                .either(
                        aggregating -> new Collected.Enough(aggregating, new Folded(admission.fold()), receivedBytes),
                        abandoned -> new Collected.Ended(abandoned, receivedBytes));
    }

    private Collecting collect(Collecting start, Arrivals arrivals) throws IOException, InterruptedException {
        Collecting phase = start;
        long began = tools.nanoTime().getAsLong();
        while (phase instanceof Training training && !task.cancelled().getAsBoolean()) {
            Duration left = task.limits().deadline().minusNanos(tools.nanoTime().getAsLong() - began);
            if (left.isNegative() || left.isZero()) {
                return tellMissing(training, training.deadlinePassed());
            }
            Arrival arrival = arrivals.poll(left.compareTo(LOOK_UP_EVERY) < 0 ? left : LOOK_UP_EVERY);
            tools.stopwatch().book(Stopwatch.Part.WAITING);
            if (arrival != null) {
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
            return NoContribution.reason(arrival);
        }
        ClientReply reply = arrival.reply().get();
        if (reply instanceof ClientReply.Contributed contributed
                && contributed.contribution() instanceof ClearUpdate update) {
            return admit(member(arrival.from()), update);
        }
        return NoContribution.reason(reply, tools.notices());
    }

    private Member member(ClientId client) {
        return Optional.ofNullable(task.members().get(client))
                .orElseThrow(() -> new AssertionError("judged only after it was found to be invited: " + client));
    }

    private Answer admit(Member from, ClearUpdate update) throws IOException {
        Answer answer = admission.admit(from, update, tools.stopwatch());
        if (answer instanceof Answer.Included) {
            receivedBytes += admission.bytesOf(update);
            store(update);
        }
        return answer;
    }

    private void store(ClearUpdate update) throws IOException {
        if (keepsUpdates) {
            tools.inputs().put(update.delta());
        }
        tools.stopwatch().book(Stopwatch.Part.STORING);
    }

    /** What the updates come to. */
    private record Folded(RoundFold fold) implements Aggregate {
        @Override
        public RoundFold.Result apply() throws IOException {
            return fold.finish();
        }

        @Override
        public long totalWeight() {
            return fold.totalWeight();
        }
    }
}
