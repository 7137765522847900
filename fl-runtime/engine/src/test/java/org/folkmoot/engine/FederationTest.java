package org.folkmoot.engine;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.client.PolicyFloor;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.Participation;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.api.training.TrainingException;
import org.folkmoot.api.training.TrainingResult;
import org.folkmoot.audit.log.TransparencyLog;
import org.folkmoot.audit.verify.VerificationReport;
import org.folkmoot.core.canonical.CharterBeacon;
import org.folkmoot.core.canonical.CohortDraw;
import org.folkmoot.engine.FederationReport.Outcome;
import org.folkmoot.engine.program.ProgramRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole federations, from the builder to the verifier: the straight course, and what is refused before it begins. */
@Timeout(120)
class FederationTest {
    private static final ParameterLayout LAYOUT = Farms.MODEL.layout();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

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
        CharterBeacon beacon = new CharterBeacon(Farms.charter(report).seed());
        CohortDraw draw = CohortDraw.of(half);
        assertThat(opened).hasSize(5);
        opened.forEach((attempt, cohort) ->
                assertThat(cohort).isEqualTo(Farms.names(draw.select(beacon, attempt.round(), 7))));
        assertThat(report.attempts())
                .allSatisfy(attempt -> assertThat(attempt.included()).isEqualTo(opened.get(attempt.attempt())));
        assertThat(Farms.verify(report).isReplayed()).isTrue();
    }

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

    private static void buildRefused(FederationBuilder builder, String why) {
        assertThatExceptionOfType(ProgramRefusedException.class)
                .isThrownBy(builder::build)
                .withMessageContaining(why);
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
}
