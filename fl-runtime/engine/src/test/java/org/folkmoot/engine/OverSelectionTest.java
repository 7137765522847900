package org.folkmoot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.engine.FederationReport.Outcome;
import org.folkmoot.engine.program.ProgramRefusedException;
import org.folkmoot.testkit.FailingTrainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class OverSelectionTest {
    @TempDir
    Path folder;

    @Test
    void slowClientIsNotNeededAndDoesNotHoldTheRoundUp() throws Exception {
        FailingTrainer slow = FailingTrainer.stuck(Farms.MODEL.layout());
        List<FederationClient> clients = new ArrayList<>(Farms.farms(3));
        clients.add(FederationClient.of("slow", slow));
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try {
            FederationReport report = Farms.federation(folder.resolve("ledger"), clients)
                    .goal(3)
                    .minimumClients(2)
                    .rounds(1)
                    .threads(4)
                    .listener(FederationMeters.to(meters))
                    .build()
                    .run();

            assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
            RoundSummary only = report.attempts().get(0);
            assertThat(only.rejectionCounts()).isEqualTo(Map.of("not-needed", 1L));
            assertThat(only.rejected()).containsOnlyKeys(ClientId.of("slow"));
            assertThat(Farms.verify(report).isReplayed()).isTrue();
            assertThat(meters.counter("folkmoot.contributions", "outcome", "not-needed")
                            .count())
                    .isOne();
        } finally {
            slow.release();
        }
    }

    @Test
    void goalBelowTheMinimumOrAboveTheCohortIsRefused() {
        FederationBuilder builder = Farms.federation(folder, Farms.farms(4)).minimumClients(2);

        for (int goal : new int[] {1, 5}) {
            assertThatExceptionOfType(ProgramRefusedException.class)
                    .isThrownBy(() -> builder.goal(goal).build())
                    .withMessageContaining("goal: " + goal);
        }
    }
}
