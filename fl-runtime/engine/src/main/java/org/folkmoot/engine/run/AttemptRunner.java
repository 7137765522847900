package org.folkmoot.engine.run;

import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.folkmoot.aggregation.LinearFold;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.audit.Beacon;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.api.training.Evaluation;
import org.folkmoot.api.transport.RoundInvitation;
import org.folkmoot.audit.leaf.Member;
import org.folkmoot.audit.log.TransparencyLog;
import org.folkmoot.core.canonical.CanonicalProgram;
import org.folkmoot.core.canonical.CharterBeacon;
import org.folkmoot.core.canonical.CohortDraw;
import org.folkmoot.engine.FederationEvent;
import org.folkmoot.engine.FederationListener;
import org.folkmoot.engine.RoundSummary;
import org.folkmoot.engine.attempt.AbandonReason;
import org.folkmoot.engine.attempt.Abandoned;
import org.folkmoot.engine.attempt.Aggregating;
import org.folkmoot.engine.attempt.Evaluating;
import org.folkmoot.engine.attempt.Gated;
import org.folkmoot.engine.attempt.RoundAttempt;
import org.folkmoot.engine.attempt.Selected;
import org.folkmoot.engine.attempt.Training;
import org.folkmoot.engine.ledger.ChainLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one attempt from the draw of the cohort to its proof in the log, whichever way it ends. */
final class AttemptRunner {
    private static final Logger log = LoggerFactory.getLogger(AttemptRunner.class);

    private final FederationSetup setup;
    private final TransparencyLog ledger;
    private final ChainLog chainLog;
    private final ClientChannel channel;
    private final Welcomes welcomes;
    private final Roster roster;
    private final ProofWriter proofs;
    private final FederationListener listener;

    AttemptRunner(
            FederationSetup setup,
            TransparencyLog ledger,
            ChainLog chainLog,
            ClientChannel channel,
            Welcomes welcomes,
            Roster roster,
            ProofWriter proofs,
            FederationListener listener) {
        this.setup = setup;
        this.ledger = ledger;
        this.chainLog = chainLog;
        this.channel = channel;
        this.welcomes = welcomes;
        this.roster = roster;
        this.proofs = proofs;
        this.listener = listener;
    }

    /**
     * {@return how the attempt ended, and the state that holds afterwards}
     *
     * @param id round and attempt
     * @param before the state before it
     * @param cancelled asked while waiting
     */
    Result run(AttemptId id, RoundState before, BooleanSupplier cancelled) throws IOException, InterruptedException {
        Stopwatch stopwatch = new Stopwatch(setup.nanoTime());
        long opened = setup.clock().millis();
        SortedMap<ClientId, Member> cohort = draw(id);
        Selected selected = new Selected(id, new TreeSet<>(cohort.keySet()));
        listener.on(new FederationEvent.AttemptOpened(id, selected.cohort()));
        welcomes.showTo(cohort.keySet());
        LinearFold fold = LinearFold.of(setup.program());
        Gathering gathering = gathering(id, before, cohort, fold, stopwatch);
        Training training = gathering.run(
                selected.invited(),
                channel,
                view -> new RoundInvitation(setup.federation(), id, setup.program(), before.model(), view),
                cancelled);
        RoundAttempt decided = decide(training, fold, before, stopwatch, cancelled);
        ProofWriter.Ending ending =
                new ProofWriter.Ending(before, cohort, fold.totalWeight(), opened, gathering.receivedBytes());
        RoundSummary summary = decided instanceof Gated gated
                ? proofs.commit(gated, ending, stopwatch)
                : proofs.abandon((Abandoned) decided, ending, stopwatch);
        return new Result(summary, decided instanceof Gated gated ? gated.after() : before);
    }

    /**
     * The end of an attempt.
     *
     * @param summary how it ended
     * @param state what holds afterwards
     */
    record Result(RoundSummary summary, RoundState state) {}

    private SortedMap<ClientId, Member> draw(AttemptId id) {
        Beacon beacon = new CharterBeacon(chainLog.chain().charter().seed());
        return new TreeMap<>(roster.cohort(
                CohortDraw.of(setup.program().participation()).select(beacon, id.round(), roster.size())));
    }

    private Gathering gathering(
            AttemptId id, RoundState before, SortedMap<ClientId, Member> cohort, LinearFold fold, Stopwatch stopwatch)
            throws IOException {
        SignedCheckpoint shown = chainLog.view(0).checkpoint();
        Intake intake = new Intake(
                setup.federation(),
                id,
                setup.program(),
                CanonicalProgram.digest(setup.program()),
                before.model().digest(),
                shown);
        return new Gathering(setup, cohort, intake, ledger.inputs(), fold, stopwatch, listener);
    }

    /** {@return {@link Gated} or {@link Abandoned}} */
    private RoundAttempt decide(
            Training training, LinearFold fold, RoundState before, Stopwatch stopwatch, BooleanSupplier cancelled) {
        if (!training.isComplete() || cancelled.getAsBoolean()) {
            return training.abandon(AbandonReason.CANCELLED, "cancelled by the operator");
        }
        Training.Closed closed = training.close(setup.program().minimumClients());
        if (closed instanceof Training.Closed.TooFew tooFew) {
            return tooFew.end();
        }
        Aggregating aggregating = ((Training.Closed.Enough) closed).next();
        RoundState after = fold.finish(before);
        stopwatch.book(Stopwatch.Part.FOLDING);
        Evaluating evaluating = aggregating.aggregated(after);
        try {
            return judge(evaluating, before, stopwatch);
        } catch (RuntimeException e) {
            log.atError().setCause(e).addKeyValue("attempt", training.id()).log("evaluation or gate failed");
            return evaluating.abandon(
                    AbandonReason.EVALUATION_FAILED, e.getClass().getName());
        }
    }

    private RoundAttempt judge(Evaluating evaluating, RoundState before, Stopwatch stopwatch) {
        RoundState after = evaluating.after();
        Optional<Evaluation> evaluation = setup.evaluator().map(evaluator -> evaluator.evaluate(after.model()));
        stopwatch.book(Stopwatch.Part.EVALUATING);
        Gated gated = evaluating.evaluated(evaluation.orElse(null));
        Optional<String> objection = setup.gate().objection(before, after, evaluation);
        return objection.isPresent() ? gated.abandon(AbandonReason.GATE_CLOSED, objection.get()) : gated;
    }
}
