package org.folkmoot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.folkmoot.aggregation.AggregationStrategy;
import org.folkmoot.aggregation.FedAvg;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.engine.program.ProgramRefusedException;
import org.folkmoot.testkit.FailingTrainer;
import org.folkmoot.trainers.plain.PlainModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class BufferedTest {
    private static final ClientId SLOW = ClientId.of("slow");

    @TempDir
    Path folder;

    @Test
    void lateContributionCountsInTheRoundThatIsOpenWhenItComes() throws Exception {
        FederationReport report = run(2, 3, 6);

        List<RoundSummary> rounds = report.attempts();
        assertThat(rounds.get(0).rejectionCounts()).isEqualTo(Map.of("not-needed", 1L));
        assertThat(rounds.stream().filter(round -> round.included().contains(SLOW)))
                .as("rounds that the slow client counts in")
                .isNotEmpty();
        assertThat(Farms.verify(report).isReplayed()).isTrue();
    }

    @Test
    void contributionBeforeTheWindowIsStale() throws Exception {
        FederationReport report = run(0, 3, 6);

        assertThat(report.attempts().stream()
                        .map(RoundSummary::rejected)
                        .filter(rejected -> rejected.containsKey(SLOW))
                        .map(rejected -> rejected.get(SLOW).reason().word()))
                .contains("not-needed");
        assertThat(report.attempts().stream().filter(round -> round.included().size() > 3))
                .isEmpty();
        assertThat(Farms.verify(report).isReplayed()).isTrue();
    }

    @Test
    void rulesThatClientsRememberForAreRefused() {
        PlainModel model = PlainModel.mlp(4, 3, 2);
        List<FederationClient> clients = List.of(FederationClient.of(Farms.name(0), Farms.trainer(0, model)));
        assertThatExceptionOfType(ProgramRefusedException.class)
                .isThrownBy(() -> Farms.federation(folder, clients)
                        .model(model.initial(Digest.sha256()))
                        .buffered(1)
                        .strategy(AggregationStrategy.of(FedAvg.uniform()).personal("layer1"))
                        .build())
                .withMessageContaining("collection: BUFFERED");
        assertThatExceptionOfType(ProgramRefusedException.class)
                .isThrownBy(() ->
                        Farms.federation(folder, Farms.farms(3)).buffered(-1).build())
                .withMessageContaining("version window: -1");
    }

    /** The slow client is let go after the first round. */
    private FederationReport run(int window, int goal, int rounds) throws Exception {
        FailingTrainer slow = FailingTrainer.stuck(Farms.MODEL.layout());
        List<FederationClient> clients = new ArrayList<>(Farms.farms(3));
        clients.add(FederationClient.of(SLOW.value(), slow));
        try {
            return Farms.federation(folder.resolve("ledger"), clients)
                    .buffered(window)
                    .goal(goal)
                    .minimumClients(2)
                    .rounds(rounds)
                    .threads(4)
                    .listener(event -> {
                        if (event instanceof FederationEvent.AttemptEnded) {
                            slow.release();
                        }
                    })
                    .build()
                    .run();
        } finally {
            slow.release();
        }
    }
}
