package org.folkmoot.engine.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.folkmoot.aggregation.RoundFold;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.api.training.Evaluation;
import org.folkmoot.audit.member.Member;
import org.folkmoot.engine.FederationEvent;
import org.folkmoot.engine.RoundSummary;
import org.folkmoot.engine.attempt.AbandonReason;
import org.folkmoot.engine.attempt.Abandoned;
import org.folkmoot.engine.attempt.Aggregating;
import org.folkmoot.engine.attempt.Decided;
import org.folkmoot.engine.attempt.Evaluating;
import org.folkmoot.engine.attempt.Gated;
import org.folkmoot.engine.attempt.Opened;
import org.folkmoot.engine.attempt.Selected;
import org.folkmoot.engine.collect.Aggregate;
import org.folkmoot.engine.collect.Collected;
import org.folkmoot.engine.collect.Collection;
import org.folkmoot.engine.collect.CollectionTask;
import org.folkmoot.engine.collect.CollectionTools;
import org.folkmoot.engine.collect.Stopwatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one attempt from the draw of the cohort to its proof in the log, whichever way it ends. */
final class AttemptRunner {
    private static final Logger log = LoggerFactory.getLogger(AttemptRunner.class);

    private final RunParts parts;
    private final Collection collection;
    private final ProofWriter proofs;

    AttemptRunner(RunParts parts, Collection collection) {
        this.parts = parts;
        this.collection = collection;
        this.proofs = new ProofWriter(parts.setup(), parts.ledger(), parts.chainLog());
    }

    /**
     * The end of an attempt.
     *
     * @param summary how it ended
     * @param state what holds afterwards
     */
    record Result(RoundSummary summary, RoundState state) {}

    /**
     * {@return how the attempt ended, and the state that holds afterwards}
     *
     * <p>Where something unforeseen goes wrong the attempt is abandoned in the log, as far as the log still takes it, and
     * the cause is thrown on.
     *
     * @param opened the phase to begin with
     * @param before the state before it
     * @param cancelled asked while waiting
     */
    Result run(Opened opened, RoundState before, BooleanSupplier cancelled) throws IOException, InterruptedException {
        try {
            return attempt(opened, before, cancelled);
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            giveUp(opened.id(), e);
            throw e;
        }
    }

    private Result attempt(Opened opened, RoundState before, BooleanSupplier cancelled)
            throws IOException, InterruptedException {
        FederationSetup setup = parts.setup();
        parts.notices().record();
        Stopwatch stopwatch = new Stopwatch(setup.sources().nanoTime());
        long openedMillis = setup.sources().clock().millis();
        int[] drawn = parts.chainLog().chain().cohort(setup.program());
        SortedMap<ClientId, Member> members =
                parts.roster().cohort(drawn, parts.chainLog().chain());
        Selected selected = opened.selected(new TreeSet<>(members.keySet()));
        SortedSet<ClientId> withdrawn = withdrawn(drawn, members);
        parts.listener().on(new FederationEvent.AttemptOpened(selected.id(), selected.cohort()));
        parts.welcomes().showTo(selected.cohort());
        CollectionTask task = new CollectionTask(
                setup.federation(),
                setup.program(),
                before,
                members,
                withdrawn,
                setup.limits(members.size()),
                cancelled);
        Collected collected = collection.collect(selected, task, tools(stopwatch));
        Decided decided = collected.decide((phase, aggregate) -> aggregate(phase, aggregate, before, stopwatch));
        ProofWriter.Ending ending = new ProofWriter.Ending(members, collected.totalWeight(), openedMillis);
        ProofWriter.Written written = proofs.write(decided, ending, stopwatch);
        parts.receipts().send(decided.id(), written.receipt(), written.records(), members);
        RoundSummary summary = summary(decided, written, collected.receivedBytes(), stopwatch);
        return new Result(summary, decided instanceof Gated gated ? gated.after() : before);
    }

    /** Whoever has withdrawn is not asked; it is only told the log, so that it can say that it consents again. */
    private SortedSet<ClientId> withdrawn(int[] drawn, SortedMap<ClientId, Member> members) {
        Set<Digest> pseudonyms = new HashSet<>(parts.chainLog().chain().withdrawnAmong(drawn));
        SortedSet<ClientId> withdrawn = new TreeSet<>();
        members.forEach((client, member) -> {
            if (pseudonyms.contains(member.pseudonym())) {
                withdrawn.add(client);
                parts.welcomes().again(client);
            }
        });
        return withdrawn;
    }

    private CollectionTools tools(Stopwatch stopwatch) {
        return new CollectionTools(
                parts.channel(),
                parts.chainLog(),
                parts.ledger().inputs(),
                parts.notices().desk(),
                parts.listener(),
                stopwatch,
                parts.setup().sources().nanoTime(),
                parts.setup().sources().random());
    }

    /** Contributions that the rules can make nothing of end the attempt, not the run. */
    private Decided aggregate(Aggregating phase, Aggregate aggregate, RoundState before, Stopwatch stopwatch)
            throws IOException {
        RoundFold.Result result;
        try {
            result = aggregate.apply();
        } catch (UncheckedIOException e) {
            throw e;
        } catch (RuntimeException e) {
            log.atWarn().setCause(e).addKeyValue("attempt", phase.id()).log("aggregation failed");
            return phase.abandon(
                    AbandonReason.AGGREGATION_FAILED, e.getClass().getSimpleName() + ": " + e.getMessage());
        }
        stopwatch.book(Stopwatch.Part.FOLDING);
        Evaluating evaluating = phase.aggregated(result.state(), result.treatments());
        evaluating
                .answers()
                .treatments()
                .forEach((client, treatment) -> log.atWarn()
                        .addKeyValue("attempt", phase.id())
                        .addKeyValue("client", client)
                        .addKeyValue("treatment", treatment.word())
                        .log("contribution not taken as it was"));
        return judge(evaluating, before, stopwatch);
    }

    private Decided judge(Evaluating evaluating, RoundState before, Stopwatch stopwatch) {
        RoundState after = evaluating.after();
        try {
            Optional<Evaluation> evaluation =
                    parts.setup().plan().evaluator().map(evaluator -> evaluator.evaluate(after.model()));
            stopwatch.book(Stopwatch.Part.EVALUATING);
            return evaluating.judged(evaluation, parts.setup().plan().gate().objection(before, after, evaluation));
        } catch (RuntimeException e) {
            log.atError().setCause(e).addKeyValue("attempt", evaluating.id()).log("evaluation or gate failed");
            return evaluating.abandon(
                    AbandonReason.EVALUATION_FAILED, e.getClass().getName());
        }
    }

    private static RoundSummary summary(
            Decided decided, ProofWriter.Written written, long receivedBytes, Stopwatch stopwatch) {
        return new RoundSummary(
                decided.id(),
                decided instanceof Abandoned abandoned ? Optional.of(abandoned.reason()) : Optional.empty(),
                decided.answers().includedClients(),
                decided.answers().rejected(),
                decided.answers().treatments(),
                written.model(),
                decided instanceof Gated gated ? gated.evaluation() : Optional.empty(),
                written.receipt(),
                receivedBytes,
                stopwatch.timings());
    }

    /** What was opened must not stay open where the log can still say so. */
    private void giveUp(AttemptId id, Throwable cause) {
        AbandonReason reason =
                cause instanceof InterruptedException ? AbandonReason.CANCELLED : AbandonReason.COORDINATOR_FAILED;
        log.atError().setCause(cause).addKeyValue("attempt", id).log("attempt failed");
        if (!parts.chainLog().chain().nextAttempt().equals(id)) {
            return;
        }
        try {
            ProofWriter.abandonUnknown(
                    parts.chainLog(),
                    id,
                    parts.setup().program(),
                    reason.word(),
                    parts.setup().sources().clock().millis());
        } catch (IOException | RuntimeException e) {
            cause.addSuppressed(e);
        }
    }
}
