package org.folkmoot.aggregation.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.aggregation.AggregationStrategy;
import org.folkmoot.aggregation.ExactClient;
import org.folkmoot.aggregation.ExactClient.Objective;
import org.folkmoot.aggregation.ExactFederation;
import org.folkmoot.aggregation.FedAvg;
import org.folkmoot.aggregation.ScriptedWork;
import org.folkmoot.aggregation.linear.FedDyn;
import org.folkmoot.aggregation.linear.FedNova;
import org.folkmoot.aggregation.linear.QFedAvg;
import org.folkmoot.aggregation.linear.Scaffold;
import org.folkmoot.aggregation.rule.WideScalar;
import org.folkmoot.api.aggregation.LinearQuery;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.api.training.LocalOutcome;
import org.folkmoot.api.training.LocalRule;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.training.TrainingException;
import org.junit.jupiter.api.Test;

/** What local rules do to clients whose training has no chance in it. */
final class LocalRulesTest {
    private static final ParameterLayout ONE = ParameterLayout.float64(ParameterBlock.trainable("w", 1));
    private static final ParameterLayout BUFFERED =
            ParameterLayout.float64(ParameterBlock.trainable("w", 1), ParameterBlock.buffer("mean", 1));
    private static final LocalTraining TRAINING = LocalTraining.sgd(1, 1_000, 0.1);
    private static final ParameterVector ZERO = ParameterVector.zeros(ONE);

    private static ParameterVector vector(ParameterLayout layout, double... values) {
        return ParameterVector.of(layout, values);
    }

    private static ExactClient client(double curvature, double optimum, long steps) {
        return new ExactClient(Objective.towards(curvature, optimum), 10, steps);
    }

    private static double run(AggregationStrategy strategy, int rounds, ExactClient... clients) throws Exception {
        ExactFederation federation = new ExactFederation(strategy, ONE, List.of(clients), TRAINING);
        return federation.run(federation.initialState(ZERO), rounds).model().get(0);
    }

    /** Curvatures 1 and 4, optima 0 and 1: the mean loss is least at 0.8. */
    private static double afterManyRounds(LinearQuery query) throws Exception {
        return run(AggregationStrategy.of(query), 400, client(1, 0, 5), client(4, 1, 5));
    }

    @Test
    void aPullKeepsClientsNear() throws Exception {
        RoundState start = RoundState.of(ZERO);
        double free = client(1, 1, 20)
                .contribute(Optional.empty(), start, TRAINING)
                .update()
                .get(0);
        double pulled = client(1, 1, 20)
                .contribute(Optional.of(Proximal.of(1)), start, TRAINING)
                .update()
                .get(0);
        assertThat(pulled).isPositive().isLessThan(free);
        assertThat(client(1, 1, 20)
                        .contribute(Optional.of(Proximal.of(0)), start, TRAINING)
                        .update()
                        .get(0))
                .isEqualTo(free);
    }

    @Test
    void plainAveragingStopsWhereDriftAndPullOfClientsBalance() throws Exception {
        assertThat(afterManyRounds(FedAvg.uniform())).isBetween(0.5, 0.75);
    }

    @Test
    void controlVariatesTakeTheDriftAway() throws Exception {
        assertThat(afterManyRounds(Scaffold.defaults())).isCloseTo(0.8, within(1e-9));
    }

    @Test
    void dynamicRegularisationTakesTheDriftAway() throws Exception {
        assertThat(afterManyRounds(FedDyn.of(0.5))).isCloseTo(0.8, within(1e-6));
    }

    /** With unequal steps the plain mean leans to who steps most, the normalised one does not, but for the drift. */
    @Test
    void normalisingTakesTheLeanToWhoStepsMostAway() throws Exception {
        double plain = run(AggregationStrategy.of(FedAvg.uniform()), 400, client(1, 0, 1), client(1, 1, 9));
        double even = run(AggregationStrategy.of(FedNova.uniform()), 400, client(1, 0, 1), client(1, 1, 9));
        assertThat(plain).isGreaterThan(0.8);
        assertThat(even).isBetween(0.35, 0.5);
    }

    @Test
    void fairnessHelpsWhoIsWorstOff() throws Exception {
        ExactClient[] clients = {client(1, 0, 5), client(1, 0, 5), client(1, 1, 5)};
        double plain = run(AggregationStrategy.of(QFedAvg.of(0)), 60, clients);
        double fair = run(AggregationStrategy.of(QFedAvg.of(2)), 60, clients);
        assertThat(plain).isCloseTo(1.0 / 3, within(1e-6));
        assertThat(fair).isGreaterThan(plain + 0.05).isLessThanOrEqualTo(0.5);
    }

    @Test
    void sendsHowFarItWent() throws Exception {
        ScriptedWork work = ScriptedWork.of(ZERO, vector(ONE, 6), 3, 0.1);
        ParameterVector plain = new NovaClient(0, 100).run(work).update();
        assertThat(plain.get(0)).isEqualTo(2);
        assertThat(WideScalar.read(plain, 1)).isEqualTo(3);
        ParameterVector carried = new NovaClient(0, 100)
                .run(work.withTraining(TRAINING.withMomentum(0.5)))
                .update();
        assertThat(WideScalar.read(carried, 1)).as("1 + 1.5 + 1.75").isEqualTo(4.25);
        assertThat(carried.get(0)).isEqualTo(6 / 4.25);
    }

    @Test
    void sendsNothingWhereTheWayIsLongerThanTheRuleTakes() {
        ScriptedWork work = ScriptedWork.of(ZERO, vector(ONE, 6), 101, 0.1);
        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> new NovaClient(0, 100).run(work))
                .withMessage("tau: 101.0 after 101 steps (expected: <= 100, what the rule takes)");
    }

    @Test
    void sendsNothingWhereTheLossIsNone() {
        ScriptedWork work = ScriptedWork.of(ZERO, vector(ONE, 6), 1, 0.1);
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1}) {
            assertThatExceptionOfType(TrainingException.class)
                    .isThrownBy(() -> new QFedAvgClient(1).run(work.withLoss(bad)))
                    .withMessage("loss: " + bad + " (expected: >= 0, finite)");
        }
        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> new QFedAvgClient(1).run(work.withLoss(1e9)))
                .withMessageStartingWith("h: ");
    }

    @Test
    void aClientWithoutLossStillSendsWhatIsTaken() throws Exception {
        ScriptedWork work = ScriptedWork.of(ZERO, vector(ONE, 1e-9), 1, 0.1).withLoss(0);
        ParameterVector update = new QFedAvgClient(3).run(work).update();
        assertThat(WideScalar.read(update, 1)).isEqualTo(QFedAvgClient.SMALLEST);
    }

    /** The server's variate is the mean of the clients', also where what is sent is rounded to float32. */
    @Test
    void theServersControlStaysTheMeanOfTheClients() throws Exception {
        ParameterLayout single = ParameterLayout.float32(ParameterBlock.trainable("w", 1));
        ExactClient[] clients = {client(1, 0.1, 5), client(4, 1.3, 5), client(2, -0.7, 3)};
        ExactFederation federation =
                new ExactFederation(AggregationStrategy.of(Scaffold.defaults()), single, List.of(clients), TRAINING);
        RoundState state = federation.run(federation.initialState(ParameterVector.zeros(single)), 7);
        double mean = Arrays.stream(clients)
                .mapToDouble(each -> slot(each.own(), ScaffoldClient.CONTROL).get(0))
                .average()
                .orElseThrow();
        assertThat(slot(state.slots(), ScaffoldClient.CONTROL).get(0)).isCloseTo(mean, within(7 * 0x1p-40));
    }

    private static ParameterVector slot(SortedMap<String, ParameterVector> slots, String name) {
        return Objects.requireNonNull(slots.get(name), name);
    }

    @Test
    void buffersHaveNoControl() throws Exception {
        ScriptedWork work = ScriptedWork.of(vector(BUFFERED, 0, 0), vector(BUFFERED, -1, 5), 2, 0.5);
        ParameterVector update = new ScaffoldClient().run(work).update();
        assertThat(update.toDoubleArray()).containsExactly(-1, 5, 1, 0);
    }

    @Test
    void aPersonalModelLiesBetweenOnesOwnAndTheShared() throws Exception {
        ExactClient one = client(1, 0, 10);
        ExactClient other = client(1, 1, 10);
        double shared = run(AggregationStrategy.of(FedAvg.uniform()).local(Ditto.of(0.5)), 60, one, other);
        double personal = Ditto.personalModel(other.own(), ONE).orElseThrow().get(0);
        assertThat(shared).isCloseTo(0.5, within(1e-6));
        assertThat(personal).as("(1 + 0.5 * 0.5) / 1.5").isCloseTo(1.25 / 1.5, within(1e-3));
        assertThat(Ditto.personalModel(one.own(), BUFFERED)).isEmpty();
        assertThat(Ditto.personalModel(new TreeMap<>(), ONE)).isEmpty();
    }

    @Test
    void aPersonalModelDoesNotTouchTheShared() throws Exception {
        double with =
                run(AggregationStrategy.of(FedAvg.uniform()).local(Ditto.of(2)), 5, client(1, 0, 3), client(3, 1, 3));
        double without = run(AggregationStrategy.of(FedAvg.uniform()), 5, client(1, 0, 3), client(3, 1, 3));
        assertThat(with).isEqualTo(without);
    }

    @Test
    void momentumSendsTheMeanOfThePastAndBuffersAsTheyAre() throws Exception {
        ClientMomentum rule = ClientMomentum.of(0.75);
        ParameterVector model = vector(BUFFERED, 0, 0);
        LocalOutcome first = rule.run(ScriptedWork.of(model, vector(BUFFERED, 4, 4), 1, 0.1));
        assertThat(first.update().toDoubleArray()).containsExactly(4, 4);
        LocalOutcome second = rule.run(
                ScriptedWork.of(model, vector(BUFFERED, 8, 8), 1, 0.1).withSlots(new TreeMap<>(), first.own()));
        assertThat(second.update().toDoubleArray()).containsExactly(0.75 * 4 + 0.25 * 8, 8);
    }

    @Test
    void dynamicRegularisationRemembersTheGradient() throws Exception {
        LocalOutcome first = new FedDynClient(0.5).run(ScriptedWork.of(ZERO, vector(ONE, 2), 1, 0.1));
        assertThat(slot(first.own(), "feddyn.gradient").get(0)).isEqualTo(-1);
        LocalOutcome second = new FedDynClient(0.5)
                .run(ScriptedWork.of(ZERO, vector(ONE, 2), 1, 0.1).withSlots(new TreeMap<>(), first.own()));
        assertThat(slot(second.own(), "feddyn.gradient").get(0)).isEqualTo(-2);
    }

    @Test
    void refusesParametersOutsideTheirRanges() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Proximal.of(-1))
                .withMessage("mu: -1.0 (expected: >= 0, finite)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FedDynClient(0))
                .withMessage("alpha: 0.0 (expected: > 0, finite)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new QFedAvgClient(Double.NaN))
                .withMessage("q: NaN (expected: >= 0, finite)");
        assertThatIllegalArgumentException().isThrownBy(() -> Ditto.of(-1)).withMessageStartingWith("lambda: -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientMomentum.of(1))
                .withMessage("beta: 1.0 (expected: in [0, 1))");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NovaClient(0, 0))
                .withMessageStartingWith("maxTau: 0");
    }

    @Test
    void slotsOfAnotherSizeCountAsNone() throws Exception {
        ParameterVector foreign = ParameterVector.of(ParameterLayout.flat(ElementType.FLOAT64, 2), new double[] {7, 7});
        LocalRule rule = ClientMomentum.of(0.5);
        ScriptedWork work = ScriptedWork.of(ZERO, vector(ONE, 2), 1, 0.1)
                .withSlots(new TreeMap<>(), new TreeMap<>(Map.of("client-momentum.m", foreign)));
        assertThat(rule.run(work).update().get(0)).isEqualTo(2);
    }
}
