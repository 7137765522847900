package org.folkmoot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.aggregation.AggregationStrategy;
import org.folkmoot.aggregation.FedAvg;
import org.folkmoot.aggregation.local.PersonalGroups;
import org.folkmoot.api.Digest;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.engine.program.ProgramRefusedException;
import org.folkmoot.trainers.plain.PlainModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class PersonalGroupsTest {
    private static final PlainModel MODEL = PlainModel.mlp(4, 3, 2);
    private static final ParameterVector START = MODEL.initial(Digest.sha256(new byte[] {2}));
    private static final String HOME_GROUP = "layer1";
    private static final AggregationStrategy STRATEGY =
            AggregationStrategy.of(FedAvg.weighted()).personal(HOME_GROUP);

    @TempDir
    Path folder;

    @Test
    void whatStaysAtHomeStandsStillInTheGlobalModelAndTheRestMoves() throws Exception {
        FederationReport report = run(folder.resolve("ledger"), 2);

        PersonalGroups groups = PersonalGroups.of(List.of(HOME_GROUP));
        assertThat(groups.keep(report.model())).isEqualTo(groups.keep(START));
        assertThat(groups.share(report.model())).isNotEqualTo(groups.share(START));
        assertThat(Farms.verify(report).isReplayed()).isTrue();
    }

    @Test
    void clientGoesOnFromItsOwnGroupsAfterARestart() throws Exception {
        ParameterVector together = run(folder.resolve("one"), 4).model();
        run(folder.resolve("two"), 2);
        ParameterVector apart = run(folder.resolve("two"), 4).model();

        assertThat(apart.digest()).isEqualTo(together.digest());
        assertThat(Files.exists(folder.resolve("two/home-0/rules.json"))).isTrue();
    }

    @Test
    void groupThatTheModelLacksIsRefused() {
        assertThatExceptionOfType(ProgramRefusedException.class)
                .isThrownBy(() -> Farms.federation(folder, Farms.farms(2))
                        .strategy(AggregationStrategy.of(FedAvg.weighted()).personal("nonesuch"))
                        .build())
                .withMessageContaining("[nonesuch]");
    }

    private static FederationReport run(Path place, int rounds) throws Exception {
        List<FederationClient> clients = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            clients.add(FederationClient.builder(Farms.name(i), Farms.trainer(i, MODEL))
                    .home(place.resolve("home-" + i))
                    .build());
        }
        return Farms.federation(place.resolve("ledger"), clients)
                .model(START)
                .strategy(STRATEGY)
                .rounds(rounds)
                .build()
                .run();
    }
}
