package org.folkmoot.engine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.Evaluation;
import org.folkmoot.api.training.ModelEvaluator;
import org.folkmoot.audit.leaf.LeafCodec;
import org.folkmoot.audit.leaf.RoundLeaf;
import org.folkmoot.audit.log.TransparencyLog;
import org.folkmoot.audit.verify.VerificationReport;
import org.folkmoot.engine.FederationReport.Outcome;
import org.folkmoot.engine.attempt.AbandonReason;
import org.folkmoot.testkit.FailingTrainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How runs end before all rounds are committed. */
@Timeout(120)
class LifetimeTest {
    private static final ParameterLayout LAYOUT = Farms.MODEL.layout();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void stopsEarlyWhenNothingGetsBetterAndStaysStopped() throws Exception {
        FederationBuilder builder = federation(Farms.farms(2))
                .rounds(10)
                .evaluation(new Constant())
                .stopWhen(EarlyStopping.whenStale("accuracy", 2));

        FederationReport report = builder.build().run();
        FederationReport again = builder.build().run();

        assertThat(report.outcome()).isEqualTo(Outcome.STOPPED_EARLY);
        assertThat(report.committedRounds()).isEqualTo(3);
        assertThat(again.outcome()).isEqualTo(Outcome.STOPPED_EARLY);
        assertThat(again.attempts()).isEmpty();
        assertThat(Farms.verify(again).rounds()).isEqualTo(3);
    }

    @Test
    void cancellingDuringTrainingLeavesAnAbandonedAttemptAndALaterRunCompletes() throws Exception {
        FailingTrainer holding = FailingTrainer.stuck(LAYOUT);
        List<FederationClient> clients = new ArrayList<>(Farms.farms(2));
        clients.add(FederationClient.of(Farms.name(2), holding));
        FederationRun run = federation(clients).threads(3).build().start();
        FederationReport cancelled;
        try {
            assertThat(holding.awaitStart(PATIENCE)).isTrue();
            run.cancel();
            cancelled = run.await(PATIENCE).orElseThrow();
        } finally {
            holding.release();
        }

        assertThat(cancelled.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(cancelled.attempts())
                .extracting(RoundSummary::abandoned)
                .containsExactly(Optional.of(AbandonReason.CANCELLED));
        assertThat(Farms.verify(cancelled).abandoned()).isEqualTo(1);
        FederationReport later = federation(Farms.farms(3)).build().run();
        assertThat(later.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(later.attempts().get(0).attempt()).isEqualTo(new AttemptId(1, 2));
        assertThat(Farms.verify(later).rounds()).isEqualTo(2);
    }

    @Test
    void runThatWasCancelledBeforeItBeganDoesNothing() throws Exception {
        FailingTrainer never = FailingTrainer.stuck(LAYOUT);
        CountDownLatch hold = new CountDownLatch(1);
        try {
            FederationRun run = federation(List.of(FederationClient.of("never", never)))
                    .ledger(new Memory(hold))
                    .build()
                    .start();
            run.cancel();
            hold.countDown();

            assertThat(run.await(PATIENCE).orElseThrow().attempts()).isEmpty();
            assertThat(run.report().get(30, SECONDS).outcome()).isEqualTo(Outcome.CANCELLED);
        } finally {
            hold.countDown();
            never.release();
        }
    }

    @Test
    void interruptedRunIsOverWhenItReturns() throws Exception {
        FailingTrainer holding = FailingTrainer.stuck(Farms.MODEL.layout());
        List<FederationClient> clients = new ArrayList<>(Farms.farms(2));
        clients.add(FederationClient.of(Farms.name(2), holding));
        Federation federation = federation(clients).threads(3).build();
        AtomicReference<FederationFailedException> failure = new AtomicReference<>();
        AtomicBoolean stillInterrupted = new AtomicBoolean();
        Thread caller = new Thread(() -> {
            try {
                federation.run();
            } catch (FederationFailedException e) {
                failure.set(e);
                stillInterrupted.set(Thread.currentThread().isInterrupted());
            }
        });
        caller.start();
        try {
            assertThat(holding.awaitStart(PATIENCE)).isTrue();
            caller.interrupt();
            caller.join(PATIENCE.toMillis());

            assertThat(failure.get()).hasMessageContaining("interrupted");
            assertThat(stillInterrupted).isTrue();
            try (TransparencyLog log = TransparencyLog.open(folder.resolve("ledger"))) {
                assertThat(LeafCodec.parseUnverified(log.leaf(log.size() - 1)))
                        .isInstanceOfSatisfying(
                                RoundLeaf.class,
                                leaf -> assertThat(leaf.reason()).isEqualTo("cancelled"));
            }
        } finally {
            holding.release();
        }
    }

    @Test
    void unforeseenFailureInsideAnAttemptIsOnRecordAndEndsTheRunWithItsCause() throws Exception {
        FederationBuilder broken = federation(Farms.farms(2)).evaluation(new ModelEvaluator() {
            @Override
            public Evaluation evaluate(ParameterVector model) {
                return new Evaluation(1, new TreeMap<>(Map.of("accuracy", 0.5)));
            }

            @Override
            public Digest dataDigest() {
                throw new UnsupportedOperationException("nobody foresaw this");
            }
        });

        assertThatExceptionOfType(FederationFailedException.class)
                .isThrownBy(() -> broken.build().run())
                .withMessageContaining("nobody foresaw this")
                .withCauseInstanceOf(UnsupportedOperationException.class);
        FederationReport later = federation(Farms.farms(2)).build().run();
        assertThat(Farms.roundLeaves(later))
                .extracting(RoundLeaf::reason)
                .containsExactly("coordinator-failed", "", "");
        assertThat(Farms.verify(later).abandoned()).isEqualTo(1);
    }

    @Test
    void closedGateAbandonsEveryAttempt() throws Exception {
        FederationReport report = federation(Farms.farms(2))
                .attempts(2)
                .gate(ModelGate.finite().and((before, after, evaluation) -> Optional.of("not today")))
                .build()
                .run();

        assertThat(report.outcome()).isEqualTo(Outcome.ROUND_FAILED);
        assertThat(report.detail()).contains("gate-closed");
        assertThat(report.model()).isEqualTo(Farms.START);
        VerificationReport verified = Farms.verify(report);
        assertThat(verified.abandoned()).isEqualTo(2);
        assertThat(verified.model()).isEqualTo(Farms.START.digest());
        assertThat(Farms.roundLeaves(report)).extracting(RoundLeaf::reason).containsOnly("gate-closed");
    }

    @Test
    void evaluatorThatThrowsAbandonsTheAttemptAndALaterRunGoesOn() throws Exception {
        FederationReport report = federation(Farms.farms(2))
                .attempts(1)
                .evaluation(new ModelEvaluator() {
                    @Override
                    public Evaluation evaluate(ParameterVector model) {
                        throw new IllegalStateException("evaluator broke");
                    }

                    @Override
                    public Digest dataDigest() {
                        return Digest.sha256();
                    }
                })
                .build()
                .run();

        assertThat(report.outcome()).isEqualTo(Outcome.ROUND_FAILED);
        FederationReport later = federation(Farms.farms(2)).build().run();
        assertThat(later.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(Farms.roundLeaves(later)).extracting(RoundLeaf::reason).containsExactly("evaluation-failed", "", "");
        assertThat(Farms.verify(later).abandoned()).isEqualTo(1);
    }

    private FederationBuilder federation(List<FederationClient> clients) {
        return federation("ledger", clients);
    }

    private FederationBuilder federation(String ledger, List<FederationClient> clients) {
        return Farms.federation(folder.resolve(ledger), clients);
    }

    /** Every model is as good as the last. */
    private static final class Constant implements ModelEvaluator {
        @Override
        public Evaluation evaluate(ParameterVector model) {
            return new Evaluation(1, new TreeMap<>(Map.of("accuracy", 0.5)));
        }

        @Override
        public Digest dataDigest() {
            return Digest.sha256();
        }
    }
}
