package org.folkmoot.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.client.Consent;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.audit.verify.VerificationReport;
import org.folkmoot.engine.FederationReport.Outcome;
import org.folkmoot.testkit.FailingTrainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that fail cost themselves, and nobody else. */
@Timeout(120)
class FailingClientsTest {
    private static final ParameterLayout LAYOUT = Farms.MODEL.layout();
    /** Long enough for the healthy on a busy machine; it is waited for in full by the tests of stuck clients only. */
    private static final Duration SHORT_DEADLINE = Duration.ofSeconds(4);

    @TempDir
    Path folder;

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
            assertThat(attempt.included()).isEqualTo(Farms.names(0, 1, 2));
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
            assertThat(only.included()).isEqualTo(Farms.names(0, 1, 2));
            assertThat(only.rejectionCounts()).isEqualTo(Map.of("timed-out", 2L));
            assertThat(Farms.verify(report).isReplayed()).isTrue();
        } finally {
            stuck.release();
            deaf.release();
        }
    }

    @Test
    void stuckClientOnTheOnlyThreadStarvesNobodyAndIsUnreachableFromThenOn() throws Exception {
        FailingTrainer stuck = FailingTrainer.stuck(LAYOUT);
        List<FederationClient> clients = new ArrayList<>(Farms.farms(3));
        clients.add(FederationClient.of("a-stuck", stuck));
        List<FederationEvent.ClientStalled> stalls = new ArrayList<>();
        try {
            FederationReport report = federation(clients)
                    .rounds(2)
                    .threads(1)
                    .deadline(SHORT_DEADLINE)
                    .stallAfter(SHORT_DEADLINE.dividedBy(8))
                    .listener(event -> {
                        if (event instanceof FederationEvent.ClientStalled each) {
                            stalls.add(each);
                        }
                    })
                    .build()
                    .run();

            assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(report.attempts()).extracting(RoundSummary::included).containsOnly(Farms.names(0, 1, 2));
            assertThat(report.attempts())
                    .extracting(RoundSummary::rejectionCounts)
                    .containsExactly(Map.of("timed-out", 1L), Map.of("unreachable", 1L));
            assertThat(stalls)
                    .extracting(FederationEvent.ClientStalled::client)
                    .containsExactly(ClientId.of("a-stuck"));
            assertThat(Farms.verify(report).isReplayed()).isTrue();
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

    private FederationBuilder federation(List<FederationClient> clients) {
        return federation("ledger", clients);
    }

    private FederationBuilder federation(String ledger, List<FederationClient> clients) {
        return Farms.federation(folder.resolve(ledger), clients);
    }
}
