package org.folkmoot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.folkmoot.aggregation.AggregationStrategy;
import org.folkmoot.aggregation.FedAvg;
import org.folkmoot.aggregation.codec.FixedStep;
import org.folkmoot.aggregation.codec.RandomK;
import org.folkmoot.aggregation.codec.TopK;
import org.folkmoot.api.aggregation.UpdateCodec;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.engine.program.ProgramRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class CodecTest {
    @TempDir
    Path folder;

    static Stream<UpdateCodec> codecs() {
        return Stream.of(
                FixedStep.int8(1), FixedStep.int4(1), RandomK.scaled(0.5), RandomK.unscaled(0.5), TopK.of(0.3));
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void whatIsAggregatedIsWhatWasSignedAndReplays(UpdateCodec codec) throws Exception {
        FederationReport plain = Farms.federation(folder.resolve("plain"), Farms.farms(3))
                .build()
                .run();
        FederationReport report = run(folder.resolve("ledger"), Farms.farms(3), codec, 2);

        assertThat(report.outcome()).isEqualTo(FederationReport.Outcome.COMPLETED);
        assertThat(report.model().digest()).isNotEqualTo(plain.model().digest());
        assertThat(report.attempts().get(0).receivedBytes())
                .isLessThan(plain.attempts().get(0).receivedBytes());
        assertThat(Farms.verify(report).isReplayed()).isTrue();
    }

    @Test
    void whatWasLostIsCarriedOnThroughARestart() throws Exception {
        FederationReport together = run(folder.resolve("one"), atHome("one"), TopK.of(0.3), 4);
        run(folder.resolve("two"), atHome("two"), TopK.of(0.3), 2);
        FederationReport apart = run(folder.resolve("two"), atHome("two"), TopK.of(0.3), 4);

        assertThat(apart.model().digest()).isEqualTo(together.model().digest());
    }

    @Test
    void codecThatCarriesErrorDoesNotGoWithLateContributions() {
        assertThatExceptionOfType(ProgramRefusedException.class)
                .isThrownBy(() -> Farms.federation(folder, Farms.farms(3))
                        .buffered(2)
                        .strategy(AggregationStrategy.of(FedAvg.weighted()).codec(TopK.of(0.3)))
                        .build())
                .withMessageContaining("collection: BUFFERED");
    }

    private List<FederationClient> atHome(String place) {
        List<FederationClient> clients = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            clients.add(FederationClient.builder(Farms.name(i), Farms.trainer(i))
                    .home(folder.resolve(place + "-home-" + i))
                    .build());
        }
        return clients;
    }

    private static FederationReport run(Path ledger, List<FederationClient> clients, UpdateCodec codec, int rounds)
            throws Exception {
        return Farms.federation(ledger, clients)
                .strategy(AggregationStrategy.of(FedAvg.weighted()).codec(codec))
                .rounds(rounds)
                .build()
                .run();
    }
}
