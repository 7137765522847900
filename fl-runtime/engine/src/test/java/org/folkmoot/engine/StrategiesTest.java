package org.folkmoot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.folkmoot.aggregation.AggregationStrategy;
import org.folkmoot.aggregation.FedAvg;
import org.folkmoot.aggregation.filter.AdaptiveClipping;
import org.folkmoot.aggregation.filter.Bucketing;
import org.folkmoot.aggregation.filter.NearestNeighborMixing;
import org.folkmoot.aggregation.filter.NormClipping;
import org.folkmoot.aggregation.filter.Zeroing;
import org.folkmoot.aggregation.linear.FedBuff;
import org.folkmoot.aggregation.linear.FedDyn;
import org.folkmoot.aggregation.linear.FedNova;
import org.folkmoot.aggregation.linear.QFedAvg;
import org.folkmoot.aggregation.linear.Scaffold;
import org.folkmoot.aggregation.local.ClientMomentum;
import org.folkmoot.aggregation.local.Ditto;
import org.folkmoot.aggregation.local.Proximal;
import org.folkmoot.aggregation.optimizer.FedAdagrad;
import org.folkmoot.aggregation.optimizer.FedAdam;
import org.folkmoot.aggregation.optimizer.FedAvgM;
import org.folkmoot.aggregation.optimizer.FedYogi;
import org.folkmoot.aggregation.robust.Bulyan;
import org.folkmoot.aggregation.robust.CenteredClipping;
import org.folkmoot.aggregation.robust.CoordinateMedian;
import org.folkmoot.aggregation.robust.GeometricMedian;
import org.folkmoot.aggregation.robust.Krum;
import org.folkmoot.aggregation.robust.MeaMed;
import org.folkmoot.aggregation.robust.MultiKrum;
import org.folkmoot.aggregation.robust.SignMajority;
import org.folkmoot.aggregation.robust.TrimmedMean;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.engine.program.ProgramRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole federations with each rule there is: they end, the verifier computes every round again, a restart changes nothing. */
@Timeout(240)
class StrategiesTest {
    private static final int CLIENTS = 7;

    @TempDir
    Path folder;

    static Stream<AggregationStrategy> strategies() {
        return Stream.of(
                AggregationStrategy.of(FedAvg.weighted()).optimizer(FedAvgM.defaults()),
                AggregationStrategy.of(FedAvg.weighted()).optimizer(FedAdagrad.defaults()),
                AggregationStrategy.of(FedAvg.uniform()).optimizer(FedAdam.defaults()),
                AggregationStrategy.of(FedAvg.uniform()).optimizer(FedYogi.defaults()),
                AggregationStrategy.of(FedAvg.weighted()).local(Proximal.of(0.1)),
                AggregationStrategy.of(FedNova.weighted()),
                AggregationStrategy.of(QFedAvg.of(1)),
                AggregationStrategy.of(Scaffold.defaults()),
                AggregationStrategy.of(FedDyn.of(0.01)),
                AggregationStrategy.of(FedBuff.defaults()),
                AggregationStrategy.of(FedAvg.weighted()).local(Ditto.of(0.1)),
                AggregationStrategy.of(FedAvg.weighted())
                        .filter(Zeroing.defaults())
                        .filter(AdaptiveClipping.defaults()),
                AggregationStrategy.of(CoordinateMedian.create()).optimizer(FedAdam.defaults()),
                AggregationStrategy.of(TrimmedMean.tolerating(2)),
                AggregationStrategy.of(MeaMed.tolerating(2)),
                AggregationStrategy.of(Krum.tolerating(2)),
                AggregationStrategy.of(MultiKrum.tolerating(2)),
                AggregationStrategy.of(Bulyan.tolerating(1)),
                AggregationStrategy.of(GeometricMedian.defaults())
                        .filter(NormClipping.to(0.5))
                        .filter(Bucketing.of(2)),
                AggregationStrategy.of(CenteredClipping.within(1)).local(ClientMomentum.of(0.9)),
                AggregationStrategy.of(TrimmedMean.tolerating(2)).filter(NearestNeighborMixing.tolerating(2)),
                AggregationStrategy.of(SignMajority.stepping(0.01)));
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void everyRoundIsComputedAgainAndARestartChangesNothing(AggregationStrategy strategy) throws Exception {
        FederationReport together = run("one", strategy, 4);
        run("two", strategy, 2);
        FederationReport apart = run("two", strategy, 4);

        assertThat(together.outcome()).isEqualTo(FederationReport.Outcome.COMPLETED);
        assertThat(together.model()).isNotEqualTo(Farms.START);
        assertThat(Farms.verify(together).isReplayed()).isTrue();
        assertThat(Farms.verify(apart).isReplayed()).isTrue();
        assertThat(apart.model().digest()).isEqualTo(together.model().digest());
    }

    @Test
    void rulesOfTheNextRunTakeOverTheModelAndForgetTheRest() throws Exception {
        ParameterVector before = run(
                        "ledger", AggregationStrategy.of(FedAvg.weighted()).optimizer(FedAdam.defaults()), 2)
                .model();
        FederationReport after = run("ledger", AggregationStrategy.of(Scaffold.defaults()), 4);

        assertThat(after.model()).isNotEqualTo(before);
        assertThat(Farms.verify(after).isReplayed()).isTrue();
    }

    @Test
    void partsWithoutMeaningTogetherAreRefusedWithTheReason() {
        refuses(AggregationStrategy.of(Krum.tolerating(3)), "expected: >= 9");
        refuses(AggregationStrategy.of(Bulyan.tolerating(2)), "expected: >= 11");
        refuses(AggregationStrategy.of(FedAvg.weighted()).filter(Bucketing.of(2)), "needs a whole set of updates");
        refuses(AggregationStrategy.of(Scaffold.defaults()).local(Proximal.of(0.1)), "folkmoot/scaffold");
        refuses(
                AggregationStrategy.of(FedAvg.weighted())
                        .filter(AdaptiveClipping.defaults())
                        .filter(AdaptiveClipping.defaults()),
                "remembered by two rules");
    }

    private void refuses(AggregationStrategy strategy, String why) {
        assertThatExceptionOfType(ProgramRefusedException.class)
                .isThrownBy(() -> Farms.federation(folder, Farms.farms(CLIENTS))
                        .strategy(strategy)
                        .minimumClients(CLIENTS)
                        .build())
                .withMessageContaining(why);
    }

    private FederationReport run(String place, AggregationStrategy strategy, int rounds) throws Exception {
        List<FederationClient> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(FederationClient.builder(Farms.name(i), Farms.trainer(i))
                    .home(folder.resolve(place).resolve("home-" + i))
                    .build());
        }
        return Farms.federation(folder.resolve(place).resolve("ledger"), clients)
                .strategy(strategy)
                .minimumClients(CLIENTS)
                .rounds(rounds)
                .build()
                .run();
    }
}
