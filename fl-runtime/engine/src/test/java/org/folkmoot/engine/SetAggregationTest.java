package org.folkmoot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.folkmoot.aggregation.AggregationStrategy;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.round.Treatment;
import org.folkmoot.engine.program.ProgramRefusedException;
import org.folkmoot.testkit.FailingTrainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SetAggregationTest {
    private static final AggregationStrategy STRATEGY = AggregationStrategy.of(new AllButTheFirst());

    @TempDir
    Path folder;

    @Test
    void roundOfARuleThatLooksAtAllUpdatesIsReplayed() throws Exception {
        FederationReport report = Farms.federation(folder.resolve("ledger"), Farms.farms(4))
                .strategy(STRATEGY)
                .build()
                .run();

        assertThat(report.outcome()).isEqualTo(FederationReport.Outcome.COMPLETED);
        assertThat(Farms.verify(report).isReplayed()).isTrue();
    }

    @Test
    void saysWhoseContributionWasLeftOutAndTheVerifierFindsTheSame() throws Exception {
        FederationReport report = Farms.federation(folder.resolve("ledger"), Farms.farms(4))
                .strategy(STRATEGY)
                .rounds(1)
                .build()
                .run();

        RoundSummary only = report.attempts().get(0);
        assertThat(only.included()).hasSize(4);
        assertThat(only.treatments().values()).containsExactly(Treatment.NOT_SELECTED);
    }

    @Test
    void sameModelInAnyOrderOfClientsAndWithAnyNumberOfThreads() throws Exception {
        List<FederationClient> reversed = new ArrayList<>(Farms.farms(4));
        FederationReport one = Farms.federation(folder.resolve("one"), Farms.farms(4))
                .strategy(STRATEGY)
                .threads(1)
                .build()
                .run();
        FederationReport four = Farms.federation(folder.resolve("four"), reversed)
                .strategy(STRATEGY)
                .threads(4)
                .build()
                .run();

        assertThat(four.model().digest()).isEqualTo(one.model().digest());
    }

    @Test
    void clientThatSendsNoNumbersChangesNothing() throws Exception {
        List<FederationClient> clients = new ArrayList<>(Farms.farms(3));
        clients.add(FederationClient.of("nan", FailingTrainer.notANumber(Farms.MODEL.layout())));
        clients.add(FederationClient.of("huge", FailingTrainer.exploding(Farms.MODEL.layout())));

        FederationReport report = Farms.federation(folder.resolve("ledger"), clients)
                .strategy(STRATEGY)
                .rounds(1)
                .build()
                .run();

        RoundSummary only = report.attempts().get(0);
        assertThat(only.rejectionCounts()).isEqualTo(Map.of("not-finite", 1L, "out-of-range", 1L));
        assertThat(report.model().firstNonFinite()).isNegative();
        assertThat(Farms.verify(report).isReplayed()).isTrue();
    }

    @Test
    void minimumBelowWhatTheRuleNeedsIsRefused() {
        assertThatExceptionOfType(ProgramRefusedException.class)
                .isThrownBy(() -> Farms.federation(folder, Farms.farms(2))
                        .strategy(STRATEGY)
                        .minimumClients(1)
                        .build())
                .withMessageContaining("1 contributions leave 1 updates (expected: >= 2 for " + AllButTheFirst.ID);
    }
}
