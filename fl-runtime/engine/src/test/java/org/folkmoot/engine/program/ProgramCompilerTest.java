package org.folkmoot.engine.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.folkmoot.aggregation.AggregationStrategy;
import org.folkmoot.aggregation.FedAvg;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.client.PolicyFloor;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.round.CollectionKind;
import org.folkmoot.api.round.Disclosure;
import org.folkmoot.api.round.Participation;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.Stage;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.core.canonical.CanonicalProgram;
import org.folkmoot.core.canonical.CohortDraw;
import org.folkmoot.testkit.FailingTrainer;

class ProgramCompilerTest {
    private static final ParameterLayout LAYOUT = ParameterLayout.float32(ParameterBlock.trainable("w", 3));
    private static final LocalTraining TRAINING = LocalTraining.sgd(2, 8, 0.05);

    @Property(tries = 50)
    void takesHalfOfTheCohortAsMinimumUnlessTold(
            @ForAll @IntRange(min = 1, max = 30) int clients, @ForAll @IntRange(min = 1, max = 10) int tenths) {
        Participation participation = Participation.share(tenths, 10);
        int cohort = CohortDraw.of(participation).size(clients);

        RoundProgram program = ProgramCompiler.compile(request(clients(clients), participation, 0));

        assertThat(program.minimumClients()).isBetween(1, cohort);
        assertThat(2 * program.minimumClients()).isBetween(cohort, cohort + 1);
        assertThat(program.layout()).isEqualTo(LAYOUT);
        assertThat(program.participation()).isEqualTo(participation);
        assertThat(program.stages())
                .extracting(Stage::kind)
                .containsExactly(Stage.TRAINING, Stage.QUERY, Stage.OPTIMIZER);
    }

    @Example
    void sameRequestGivesTheSameProgram() {
        assertThat(CanonicalProgram.digest(ProgramCompiler.compile(request(clients(4), Participation.all(), 3))))
                .isEqualTo(
                        CanonicalProgram.digest(ProgramCompiler.compile(request(clients(4), Participation.all(), 3))));
    }

    @Example
    void leavesRoomForTheHeaviestCohort() {
        RoundProgram program = ProgramCompiler.compile(request(clients(8), Participation.share(1, 2), 0));

        long heaviest = FedAvg.weighted().weight((1L << 53) - 1);
        assertThat(program.encoding().maxTotalWeight()).isGreaterThanOrEqualTo(4 * heaviest);
    }

    @Example
    void refusesNoClients() {
        refuses(request(List.of(), Participation.all(), 0), "clients: 0 (expected: >= 1)");
    }

    @Example
    void refusesClientsThatShareAName() {
        List<FederationClient> clients = new ArrayList<>(clients(3));
        clients.add(client("client-1", LAYOUT, PolicyFloor.clearUpdatesAllowed()));
        clients.add(client("client-1", LAYOUT, PolicyFloor.clearUpdatesAllowed()));

        refuses(request(clients, Participation.all(), 0), "clients: 2 share a name");
    }

    @Example
    void refusesAClientThatTrainsAnotherLayout() {
        ParameterLayout other = ParameterLayout.float32(ParameterBlock.trainable("w", 5));
        List<FederationClient> clients = new ArrayList<>(clients(3));
        clients.add(client("odd", other, PolicyFloor.clearUpdatesAllowed()));

        refuses(request(clients, Participation.all(), 0), "client odd", "5 parameters", "3 parameters");
    }

    @Example
    void refusesAMinimumThatNoCohortReaches() {
        refuses(request(clients(10), Participation.share(3, 10), 4), "minimumClients: 4", "1 to 3");
        refuses(request(clients(10), Participation.all(), -1), "minimumClients: -1", "1 to 10");
    }

    @Example
    void refusesCollectionsThatAreNotInstalled() {
        for (CollectionKind kind : CollectionKind.values()) {
            ProgramRequest request = new ProgramRequest(
                    LAYOUT,
                    clients(3),
                    AggregationStrategy.of(FedAvg.weighted()),
                    TRAINING,
                    kind,
                    Participation.all(),
                    Disclosure.auditor(),
                    0);
            if (kind == CollectionKind.SECURE || kind == CollectionKind.GROUPED) {
                refuses(request, "collection: " + kind);
            }
        }
    }

    @Example
    void refusesWhatAClientsFloorForbids() {
        List<FederationClient> many = new ArrayList<>(clients(3));
        many.add(client("careful", LAYOUT, new PolicyFloor(4, true)));
        List<FederationClient> shy = new ArrayList<>(clients(3));
        shy.add(client("shy", LAYOUT, new PolicyFloor(1, false)));

        refuses(request(many, Participation.all(), 3), "client careful would refuse", "3 clients", "floor: 4");
        refuses(request(shy, Participation.all(), 3), "client shy would refuse", "single updates");
        assertThat(ProgramCompiler.compile(request(many, Participation.all(), 4))
                        .minimumClients())
                .isEqualTo(4);
    }

    @Example
    void refusesAnOptimizerThatCannotStepTheLayout() {
        AggregationStrategy strategy = AggregationStrategy.of(FedAvg.weighted()).optimizer(new Picky());
        refuses(
                new ProgramRequest(
                        LAYOUT,
                        clients(3),
                        strategy,
                        TRAINING,
                        CollectionKind.CLEAR,
                        Participation.all(),
                        Disclosure.auditor(),
                        0),
                "layout: ",
                Picky.ID);
    }

    @Example
    void refusesMoreWeightThanTheRingHolds() {
        FedAvg huge = FedAvg.weighted().maxAbs(1e30);
        refuses(
                new ProgramRequest(
                        LAYOUT,
                        clients(3),
                        AggregationStrategy.of(huge),
                        TRAINING,
                        CollectionKind.CLEAR,
                        Participation.all(),
                        Disclosure.auditor(),
                        0),
                "query " + huge.id());
    }

    private static void refuses(ProgramRequest request, String... words) {
        assertThatExceptionOfType(ProgramRefusedException.class)
                .isThrownBy(() -> ProgramCompiler.compile(request))
                .satisfies(e -> assertThat(e.getMessage()).contains(words));
    }

    private static ProgramRequest request(
            List<FederationClient> clients, Participation participation, int minimumClients) {
        return new ProgramRequest(
                LAYOUT,
                clients,
                AggregationStrategy.of(FedAvg.weighted()),
                TRAINING,
                CollectionKind.CLEAR,
                participation,
                Disclosure.auditor(),
                minimumClients);
    }

    private static List<FederationClient> clients(int count) {
        List<FederationClient> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clients.add(client("client-" + i, LAYOUT, PolicyFloor.clearUpdatesAllowed()));
        }
        return clients;
    }

    private static FederationClient client(String name, ParameterLayout layout, PolicyFloor floor) {
        return FederationClient.builder(name, FailingTrainer.declining(layout))
                .floor(floor)
                .build();
    }
}
