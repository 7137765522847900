package org.folkmoot.engine;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.api.client.Consent;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.client.PolicyFloor;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.Participation;
import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.api.training.Evaluation;
import org.folkmoot.api.training.ExecutionFingerprint;
import org.folkmoot.api.training.ModelEvaluator;
import org.folkmoot.api.training.TrainingException;
import org.folkmoot.api.training.TrainingResult;
import org.folkmoot.api.training.TrainingTask;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.leaf.Authorities;
import org.folkmoot.audit.leaf.CharterLeaf;
import org.folkmoot.audit.leaf.LeafCodec;
import org.folkmoot.audit.leaf.Member;
import org.folkmoot.audit.leaf.Registry;
import org.folkmoot.audit.leaf.RoundLeaf;
import org.folkmoot.audit.log.TransparencyLog;
import org.folkmoot.audit.verify.VerificationReport;
import org.folkmoot.core.canonical.CanonicalState;
import org.folkmoot.core.canonical.CharterBeacon;
import org.folkmoot.core.canonical.CohortDraw;
import org.folkmoot.engine.FederationReport.Outcome;
import org.folkmoot.engine.attempt.AbandonReason;
import org.folkmoot.engine.ledger.ChainLog;
import org.folkmoot.engine.ledger.StateStore;
import org.folkmoot.engine.program.ProgramRefusedException;
import org.folkmoot.testkit.FailingTrainer;
import org.folkmoot.trainers.plain.PlainModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole federations, from the builder to the verifier. In one file, though long: it is the list of what may happen. */
@Timeout(120)
class FederationTest {
    private static final ParameterLayout LAYOUT = Farms.MODEL.layout();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Long enough for the healthy on a busy machine; it is waited for in full by the tests of stuck clients only. */
    private static final Duration SHORT_DEADLINE = Duration.ofSeconds(4);

    @TempDir
    Path folder;

    // The straight course.

    @Test
    void threeClientsCompleteAndEveryRoundCanBeComputedAgain() throws Exception {
        FederationReport report = federation(Farms.farms(3))
                .rounds(4)
                .evaluation(Farms.evaluator())
                .build()
                .run();

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(report.committedRounds()).isEqualTo(4);
        assertThat(report.attempts()).hasSize(4).allMatch(RoundSummary::isCommitted);
        assertThat(report.model().digest()).isEqualTo(report.modelDigest()).isNotEqualTo(Farms.START.digest());
        VerificationReport verified = Farms.verify(report);
        assertThat(verified.isReplayed()).isTrue();
        assertThat(verified.rounds()).isEqualTo(4);
        assertThat(verified.model()).isEqualTo(report.modelDigest());
        assertThat(verified.taints()).containsExactly("clear-updates");
    }

    @Test
    void oneClientIsAFederation() throws Exception {
        FederationReport report = federation(Farms.farms(1)).build().run();

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(Farms.verify(report).isReplayed()).isTrue();
    }

    @Test
    void completedLedgerIsLeftAlone() throws Exception {
        FederationReport first = federation(Farms.farms(2)).build().run();
        FederationReport again = federation(Farms.farms(2)).build().run();

        assertThat(again.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(again.attempts()).isEmpty();
        assertThat(again.checkpoint()).isEqualTo(first.checkpoint());
        assertThat(again.model()).isEqualTo(first.model());
    }

    @Test
    void logThatWasOpenBeforeStaysOpen() throws Exception {
        try (TransparencyLog log = TransparencyLog.open(folder.resolve("ledger"))) {
            FederationReport report =
                    federation(Farms.farms(2)).audit(log).build().run();

            assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(log.checkpoint()).isEqualTo(report.checkpoint());
            FederationReport more =
                    federation(Farms.farms(2)).audit(log).rounds(3).build().run();
            assertThat(more.committedRounds()).isEqualTo(3);
            assertThat(Farms.verify(more).rounds()).isEqualTo(3);
        }
    }

    // Clients that fail.

    @ParameterizedTest
    @CsvSource({
        "declining, TRAINING_FAILED",
        "throwing, TRAINING_FAILED",
        "wrongLayout, TRAINING_FAILED",
        "notANumber, NOT_FINITE",
        "exploding, OUT_OF_RANGE",
        "unlinked, TRAINING_FAILED"
    })
    void failingClientIsLeftOutByNameWhileTheOthersCommit(String kind, RejectionReason reason) throws Exception {
        ClientTrainer failing = switch (kind) {
            case "declining" -> FailingTrainer.declining(LAYOUT);
            case "throwing" -> FailingTrainer.throwing(LAYOUT);
            case "wrongLayout" -> FailingTrainer.wrongLayout(LAYOUT);
            case "notANumber" -> FailingTrainer.notANumber(LAYOUT);
            case "exploding" -> FailingTrainer.exploding(LAYOUT);
            default ->
                new Delegating(0, task -> {
                    throw new UnsatisfiedLinkError("no such library");
                });
        };
        List<FederationClient> clients = new ArrayList<>(Farms.farms(3));
        clients.add(1, FederationClient.of("failing", failing));

        FederationReport report =
                federation(clients).rounds(1).threads(1).build().run();

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        for (RoundSummary attempt : report.attempts()) {
            assertThat(attempt.included()).isEqualTo(names(0, 1, 2));
            assertThat(attempt.rejectionCounts()).isEqualTo(Map.of(reason.word(), 1L));
            assertThat(attempt.rejected()).containsOnlyKeys(ClientId.of("failing"));
        }
        assertThat(Farms.verify(report).isReplayed()).isTrue();
        FederationReport without =
                federation("without", Farms.farms(3)).rounds(1).build().run();
        assertThat(report.modelDigest()).isEqualTo(without.modelDigest());
    }

    @Test
    void clientsThatDoNotReturnInTimeAreLeftOutWhileTheOthersCommit() throws Exception {
        FailingTrainer stuck = FailingTrainer.stuck(LAYOUT);
        FailingTrainer deaf = FailingTrainer.deafToCancellation(LAYOUT);
        List<FederationClient> clients = new ArrayList<>(Farms.farms(3));
        clients.add(FederationClient.of("stuck", stuck));
        clients.add(FederationClient.of("deaf", deaf));
        try {
            FederationReport report = federation(clients)
                    .rounds(1)
                    .threads(5)
                    .deadline(SHORT_DEADLINE)
                    .build()
                    .run();

            assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
            RoundSummary only = report.attempts().get(0);
            assertThat(only.included()).isEqualTo(names(0, 1, 2));
            assertThat(only.rejectionCounts()).isEqualTo(Map.of("timed-out", 2L));
            assertThat(Farms.verify(report).isReplayed()).isTrue();
        } finally {
            stuck.release();
            deaf.release();
        }
    }

    @Test
    void stuckClientOnTheOnlyThreadCostsOneAttemptAndIsUnreachableFromThenOn() throws Exception {
        FailingTrainer stuck = FailingTrainer.stuck(LAYOUT);
        List<FederationClient> clients = new ArrayList<>(Farms.farms(3));
        clients.add(FederationClient.of("a-stuck", stuck));
        try {
            FederationReport report = federation(clients)
                    .rounds(2)
                    .threads(1)
                    .deadline(SHORT_DEADLINE)
                    .build()
                    .run();

            assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(report.attempts()).hasSize(3);
            assertThat(report.attempts().get(0).abandoned()).contains(AbandonReason.TOO_FEW_CLIENTS);
            for (RoundSummary later : report.attempts().subList(1, 3)) {
                assertThat(later.included()).isEqualTo(names(0, 1, 2));
                assertThat(later.rejectionCounts()).isEqualTo(Map.of("unreachable", 1L));
            }
            assertThat(Farms.verify(report).abandoned()).isEqualTo(1);
        } finally {
            stuck.release();
        }
    }

    @Test
    void clientWhoseConsentEndedRefusesAndTheOthersCommit() throws Exception {
        List<FederationClient> clients = new ArrayList<>(Farms.farms(2));
        clients.add(FederationClient.builder("past", Farms.trainer(2))
                .consent(Consent.to("research").until(Instant.EPOCH))
                .build());

        FederationReport report = federation(clients).build().run();

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(report.attempts())
                .allSatisfy(attempt -> assertThat(attempt.rejectionCounts()).isEqualTo(Map.of("refused", 1L)));
    }

    @Test
    void tooFewContributionsFailTheRoundAndEveryTryIsOnRecord() throws Exception {
        List<FederationClient> clients = List.of(
                Farms.farm(0),
                FederationClient.of("x", FailingTrainer.declining(LAYOUT)),
                FederationClient.of("y", FailingTrainer.throwing(LAYOUT)));

        FederationReport report = federation(clients).attempts(2).build().run();

        assertThat(report.outcome()).isEqualTo(Outcome.ROUND_FAILED);
        assertThat(report.detail()).contains("attempt 1.2", "too-few-clients", "included 1", "training-failed=2");
        assertThat(report.model()).isEqualTo(Farms.START);
        assertThat(report.attempts())
                .extracting(RoundSummary::attempt)
                .containsExactly(AttemptId.first(1), AttemptId.first(1).retry());
        VerificationReport verified = Farms.verify(report);
        assertThat(verified.rounds()).isZero();
        assertThat(verified.abandoned()).isEqualTo(2);
    }

    // One arithmetic.

    @Test
    void sameSeedGivesTheSameModelWhateverTheThreadsAndTheOrderOfArrival() throws Exception {
        Digest model =
                federation("one", Farms.farms(5)).threads(1).build().run().modelDigest();
        Digest twice =
                federation("two", Farms.farms(5)).threads(2).build().run().modelDigest();
        List<FederationClient> backwards = new ArrayList<>();
        Turns turns = new Turns(5);
        for (int i = 0; i < 5; i++) {
            int turn = 4 - i;
            ClientTrainer trainer = Farms.trainer(i);
            backwards.add(FederationClient.of(Farms.name(i), new Delegating(i, task -> {
                TrainingResult result = trainer.train(task);
                turns.awaitTurn(turn);
                return result;
            })));
        }
        Digest scrambled =
                federation("three", backwards).threads(5).build().run().modelDigest();

        assertThat(twice).isEqualTo(model);
        assertThat(scrambled).isEqualTo(model);
        assertThat(federation("four", Farms.farms(5)).seed(8).build().run().modelDigest())
                .isNotEqualTo(model);
    }

    @Test
    void fractionInvitesExactlyTheCohortThatThePublicSeedDraws() throws Exception {
        Participation half = Participation.fraction(0.5);
        Map<AttemptId, SortedSet<ClientId>> opened = new TreeMap<>();

        FederationReport report = federation(Farms.farms(7))
                .participation(half)
                .rounds(5)
                .listener(event -> {
                    if (event instanceof FederationEvent.AttemptOpened each) {
                        opened.put(each.attempt(), each.cohort());
                    }
                })
                .build()
                .run();

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        CharterBeacon beacon = new CharterBeacon(charter(report).seed());
        CohortDraw draw = CohortDraw.of(half);
        assertThat(opened).hasSize(5);
        opened.forEach(
                (attempt, cohort) -> assertThat(cohort).isEqualTo(names(draw.select(beacon, attempt.round(), 7))));
        assertThat(report.attempts())
                .allSatisfy(attempt -> assertThat(attempt.included()).isEqualTo(opened.get(attempt.attempt())));
        assertThat(Farms.verify(report).isReplayed()).isTrue();
    }

    // Going on.

    @Test
    void fiveRoundsAndThenThreeAreEightAtOnceByteForByte() throws Exception {
        FederationReport five = federation(Farms.farms(3)).rounds(5).build().run();
        FederationReport then = federation(Farms.farms(3)).rounds(8).build().run();
        FederationReport atOnce =
                federation("at-once", Farms.farms(3)).rounds(8).build().run();

        assertThat(five.committedRounds()).isEqualTo(5);
        assertThat(then.attempts()).extracting(each -> each.attempt().round()).containsExactly(6, 7, 8);
        assertThat(then.model().toBytes()).isEqualTo(atOnce.model().toBytes());
        assertThat(Farms.verify(then).rounds()).isEqualTo(8);
    }

    @Test
    void clientThatComesLaterIsRegisteredAndTakesPart() throws Exception {
        federation(Farms.farms(3)).build().run();

        FederationReport report = federation(Farms.farms(4)).rounds(4).build().run();

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(report.attempts())
                .hasSize(2)
                .allSatisfy(attempt -> assertThat(attempt.included()).isEqualTo(names(0, 1, 2, 3)));
        assertThat(Farms.verify(report).isReplayed()).isTrue();
    }

    @Test
    void clientsThatStayAwayAreUnreachableNotForgotten() throws Exception {
        federation(Farms.farms(3)).build().run();

        FederationReport report = federation(List.of(Farms.farm(0), Farms.farm(2)))
                .minimumClients(1)
                .rounds(3)
                .build()
                .run();

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(report.attempts()).allSatisfy(attempt -> {
            assertThat(attempt.included()).isEqualTo(names(0, 2));
            assertThat(attempt.rejectionCounts()).isEqualTo(Map.of("unreachable", 1L));
        });
        assertThat(Farms.verify(report).isReplayed()).isTrue();
    }

    /** The process died after the charter; when it comes back, somebody has joined. */
    @Test
    void charterWithoutRegistryIsCompletedWithTheFoundersFirst() throws Exception {
        List<FederationClient> clients = new ArrayList<>();
        List<Member> founders = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Ed25519Key key =
                    Ed25519Key.fromSeed(Digest.sha256(new byte[] {(byte) i}).bytes());
            clients.add(FederationClient.builder(Farms.name(i), Farms.trainer(i))
                    .signingKey(key)
                    .build());
            founders.add(Member.of(new FederationId("farms"), key.publicKey()));
        }
        foundOnly(founders.subList(0, 2));

        FederationReport report = federation(clients).build().run();

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(report.attempts())
                .allSatisfy(attempt -> assertThat(attempt.included()).isEqualTo(names(0, 1, 2)));
        assertThat(Farms.verify(report).isReplayed()).isTrue();
    }

    @Test
    void ledgerOfAnotherFederationSeedOrLayoutIsRefused() throws Exception {
        federation(Farms.farms(2)).build().run();
        PlainModel wider = PlainModel.logisticRegression(5, 2);
        FederationClient other = FederationClient.of("other", FailingTrainer.declining(wider.layout()));

        refused(federation(Farms.farms(2)).name("others"), "federation of the ledger: farms (expected: others");
        refused(federation(Farms.farms(2)).seed(8), "seed of the ledger");
        refused(federation(List.of(other)).model(wider.initial(Digest.sha256())), "layout of the ledger");
    }

    @Test
    void folderThatIsAFileIsATypedFailure() throws Exception {
        Files.writeString(folder.resolve("ledger"), "not a folder");

        refused(federation(Farms.farms(2)), "federation farms");
    }

    @Test
    void twoFederationsOverOneLedgerAtOnceAreRefused() throws Exception {
        FailingTrainer holding = FailingTrainer.stuck(LAYOUT);
        FederationRun first = federation(List.of(FederationClient.of("holding", holding)))
                .build()
                .start();
        try {
            assertThat(holding.awaitStart(PATIENCE)).isTrue();

            assertThatExceptionOfType(FederationFailedException.class)
                    .isThrownBy(() -> federation(Farms.farms(2)).build().run())
                    .withCauseInstanceOf(AuditException.class)
                    .withMessageContaining("one writer at a time");
        } finally {
            holding.release();
        }
        assertThat(first.await(PATIENCE).orElseThrow().outcome()).isEqualTo(Outcome.COMPLETED);
    }

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

    // Bystanders.

    @Test
    void listenerThatThrowsChangesNothing() throws Exception {
        List<FederationEvent> heard = Collections.synchronizedList(new ArrayList<>());
        FederationReport report = federation(Farms.farms(3))
                .listener(event -> {
                    throw new IllegalStateException("listener broke");
                })
                .listener(heard::add)
                .build()
                .run();

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(heard.stream()
                        .map(Object::getClass)
                        .collect(Collectors.groupingBy(Class::getSimpleName, Collectors.counting())))
                .isEqualTo(Map.of("AttemptOpened", 2L, "ClientSettled", 6L, "AttemptEnded", 2L));
        assertThat(report.modelDigest())
                .isEqualTo(federation("quiet", Farms.farms(3)).build().run().modelDigest());
    }

    @Test
    void ledgersAndWitnessesThatAreDownDisturbAndStopNothing() throws Exception {
        List<String> disturbed = Collections.synchronizedList(new ArrayList<>());
        Memory working = new Memory(new CountDownLatch(0));
        FederationReport report = federation(Farms.farms(2))
                .ledger(new Down())
                .witness(new Down())
                .ledger(working)
                .listener(event -> {
                    if (event instanceof FederationEvent.Disturbed each) {
                        disturbed.add(each.what());
                    }
                })
                .build()
                .run();

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(disturbed)
                .filteredOn(what -> what.contains("ledger down: as always"))
                .hasSize(3);
        assertThat(disturbed)
                .filteredOn(what -> what.contains("witness: as always"))
                .hasSize(3);
        assertThat(working.latest()).contains(report.checkpoint());
        assertThat(Farms.verify(report).isReplayed()).isTrue();
    }

    @Test
    void ledgerThatRemembersALargerLogEndsTheRun() throws Exception {
        Memory elsewhere = new Memory(new CountDownLatch(0));
        federation("longer", Farms.farms(2)).rounds(4).ledger(elsewhere).build().run();

        assertThatExceptionOfType(FederationFailedException.class)
                .isThrownBy(() -> federation(Farms.farms(2))
                        .rounds(1)
                        .ledger(elsewhere)
                        .build()
                        .run())
                .withMessageContaining("rolled back");
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
        assertThat(roundLeaves(report)).extracting(RoundLeaf::reason).containsOnly("gate-closed");
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
        assertThat(roundLeaves(later)).extracting(RoundLeaf::reason).containsExactly("evaluation-failed", "", "");
        assertThat(Farms.verify(later).abandoned()).isEqualTo(1);
    }

    // What is refused before anything runs.

    @Test
    void buildRefusesWhatHasNoMeaning() {
        FederationBuilder none = Federation.builder().clients(Farms.farms(2)).clearUpdates();
        FederationBuilder unspoken =
                Federation.builder().clients(Farms.farms(2)).model(Farms.START);
        double[] nan = Farms.START.toDoubleArray();
        nan[3] = Double.NaN;
        FederationClient shy = FederationClient.builder("shy", Farms.trainer(9))
                .floor(new PolicyFloor(1, false))
                .build();

        buildRefused(none, "model: none");
        buildRefused(unspoken, "clearUpdates()");
        buildRefused(federation(List.of()), "clients: 0");
        buildRefused(federation(Farms.farms(2)).model(ParameterVector.of(LAYOUT, nan)), "parameter 3 is NaN");
        buildRefused(federation(Farms.farms(2)).stopWhen(EarlyStopping.whenStale("accuracy", 1)), "without evaluation");
        buildRefused(federation(List.of(shy)), "client shy would refuse");
    }

    private FederationBuilder federation(List<FederationClient> clients) {
        return federation("ledger", clients);
    }

    private FederationBuilder federation(String ledger, List<FederationClient> clients) {
        return Farms.federation(folder.resolve(ledger), clients);
    }

    private static SortedSet<ClientId> names(int... numbers) {
        SortedSet<ClientId> names = new TreeSet<>();
        for (int number : numbers) {
            names.add(ClientId.of(Farms.name(number)));
        }
        return names;
    }

    private static void refused(FederationBuilder builder, String why) {
        Federation federation = builder.build();
        assertThatExceptionOfType(FederationFailedException.class)
                .isThrownBy(federation::run)
                .withMessageContaining(why);
    }

    private static void buildRefused(FederationBuilder builder, String why) {
        assertThatExceptionOfType(ProgramRefusedException.class)
                .isThrownBy(builder::build)
                .withMessageContaining(why);
    }

    private static CharterLeaf charter(FederationReport report) throws Exception {
        try (TransparencyLog log = TransparencyLog.open(report.ledger())) {
            return LeafCodec.openCharter(log.leaf(0));
        }
    }

    private static List<RoundLeaf> roundLeaves(FederationReport report) throws Exception {
        List<RoundLeaf> leaves = new ArrayList<>();
        try (TransparencyLog log = TransparencyLog.open(report.ledger())) {
            for (long index = 0; index < log.size(); index++) {
                if (LeafCodec.parseUnverified(log.leaf(index)) instanceof RoundLeaf leaf) {
                    leaves.add(leaf);
                }
            }
        }
        return leaves;
    }

    private void foundOnly(List<Member> founders) throws Exception {
        try (TransparencyLog log = TransparencyLog.open(folder.resolve("ledger"))) {
            CanonicalState state = new StateStore(log.inputs()).save(RoundState.of(Farms.START));
            ChainLog.open(log)
                    .append(new CharterLeaf(
                            new FederationId("farms"),
                            log.origin(),
                            log.statementKey().publicKey(),
                            founders.size(),
                            Registry.of(founders).root(),
                            LAYOUT,
                            state.digest(),
                            state.model(),
                            Authorities.coordinator(),
                            Farms.seed(7)));
        }
    }

    /** A trainer given as a function. */
    private record Delegating(int number, Training training) implements ClientTrainer {
        interface Training {
            TrainingResult train(TrainingTask task) throws TrainingException;
        }

        @Override
        public ParameterLayout layout() {
            return LAYOUT;
        }

        @Override
        public ExecutionFingerprint fingerprint() {
            return Farms.trainer(number).fingerprint();
        }

        @Override
        public TrainingResult train(TrainingTask task) throws TrainingException {
            return training.train(task);
        }
    }

    /** Lets trainings of a round end in a fixed order. */
    private static final class Turns {
        private final int count;
        private int ended;

        Turns(int count) {
            this.count = count;
        }

        synchronized void awaitTurn(int turn) throws TrainingException {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (ended % count != turn) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw new TrainingException("turn " + turn + " never came");
                }
                try {
                    SECONDS.timedWait(this, SECONDS.convert(left, NANOSECONDS) + 1);
                } catch (InterruptedException e) {
                    throw new TrainingException("interrupted", e);
                }
            }
            ended++;
            notifyAll();
        }
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
