package org.folkmoot.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.folkmoot.aggregation.linear.FedNova;
import org.folkmoot.aggregation.linear.Scaffold;
import org.folkmoot.aggregation.local.Proximal;
import org.folkmoot.aggregation.optimizer.FedAdagrad;
import org.folkmoot.aggregation.optimizer.FedAdam;
import org.folkmoot.aggregation.optimizer.FedAvgM;
import org.folkmoot.aggregation.optimizer.FedYogi;
import org.folkmoot.aggregation.robust.CoordinateMedian;
import org.folkmoot.aggregation.robust.GeometricMedian;
import org.folkmoot.aggregation.robust.TrimmedMean;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Whole federations of four hospitals against {@code vectors/heart.json}: weights and loss to 1e-9, accuracies exactly. Skipped
 * where the patients' data do not lie beside the project.
 */
final class HeartTest {
    private static final double TOLERANCE = 1e-9;
    private static final double RATE = 0.1;
    private static final Map<String, Supplier<AggregationStrategy>> STRATEGIES = Map.ofEntries(
            Map.entry("fedavg", () -> AggregationStrategy.of(FedAvg.weighted())),
            Map.entry("fednova", () -> AggregationStrategy.of(FedNova.weighted())),
            Map.entry("scaffold", () -> AggregationStrategy.of(Scaffold.defaults())),
            Map.entry("fedavgm", () -> mean().optimizer(FedAvgM.defaults())),
            Map.entry("fedadam", () -> mean().optimizer(FedAdam.defaults().learningRate(RATE))),
            Map.entry("fedyogi", () -> mean().optimizer(FedYogi.defaults().learningRate(RATE))),
            Map.entry(
                    "fedadagrad",
                    () -> mean().optimizer(
                                    FedAdagrad.defaults().learningRate(RATE).beta1(0.9))),
            Map.entry("robust_mean", () -> mean()),
            Map.entry("robust_median", () -> AggregationStrategy.of(CoordinateMedian.create())),
            Map.entry("robust_trimmed1", () -> AggregationStrategy.of(TrimmedMean.tolerating(1))),
            Map.entry("robust_geomed", () -> AggregationStrategy.of(GeometricMedian.defaults())));

    @TestFactory
    List<DynamicTest> trainsTheModelThatNumpyTrains() throws Exception {
        List<Hospitals> train = Hospitals.read("train");
        List<Hospitals> test = Hospitals.read("test");
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonObject known : Vectors.cases("heart.json")) {
            tests.add(DynamicTest.dynamicTest(name(known), () -> verify(known, train, test)));
        }
        assertThat(tests).hasSize(25);
        return tests;
    }

    private static AggregationStrategy mean() {
        return AggregationStrategy.of(FedAvg.weighted());
    }

    private static void verify(JsonObject known, List<Hospitals> train, List<Hospitals> test) throws Exception {
        double[] trained = train(known, train).toDoubleArray();
        double[] expected = Vectors.decimals(known.array("expected"));
        for (int j = 0; j < expected.length; j++) {
            assertThat(trained[j]).as("weight %d", j).isCloseTo(expected[j], within(TOLERANCE));
        }
        Hospitals all = Hospitals.pooled(test);
        assertThat(all.loss(trained)).isCloseTo(Vectors.decimal(known, "loss"), within(TOLERANCE));
        assertThat(all.accuracy(trained)).isEqualTo(Vectors.decimal(known, "accuracy"));
        assertThat(test.stream().mapToDouble(each -> each.accuracy(trained)).toArray())
                .isEqualTo(Vectors.decimals(known.array("accuracyPerHospital")));
    }

    private static ParameterVector train(JsonObject known, List<Hospitals> train) throws Exception {
        long[] steps = Vectors.integers(known.array("steps"));
        List<ExactClient> clients = new ArrayList<>();
        for (int i = 0; i < steps.length; i++) {
            clients.add(new ExactClient(train.get(i), train.get(i).patients().size(), steps[i]));
        }
        ExactFederation federation =
                new ExactFederation(strategyOf(known), Hospitals.LAYOUT, clients, LocalTraining.sgd(1, 1_000, RATE));
        RoundState start = federation.initialState(ParameterVector.zeros(Hospitals.LAYOUT));
        boolean attacked = !known.string("attack").equals("none");
        return (attacked ? federation.withAttacker(0) : federation)
                .run(start, known.integer("rounds"))
                .model();
    }

    private static String name(JsonObject known) throws MalformedJsonException {
        return known.string("rule") + ", rounds " + known.integer("rounds") + ", attack " + known.string("attack");
    }

    private static AggregationStrategy strategyOf(JsonObject known) throws MalformedJsonException {
        String rule = known.string("rule");
        if (rule.equals("fedprox")) {
            return mean().local(Proximal.of(Vectors.decimal(known, "mu")));
        }
        return Optional.ofNullable(STRATEGIES.get(rule)).orElseThrow().get();
    }
}
