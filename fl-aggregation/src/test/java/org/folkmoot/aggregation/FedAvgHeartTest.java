package org.folkmoot.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/**
 * Federated averaging over four hospitals, against {@code vectors/fedavg-heart.json}. The patients' data are not part of
 * the project: where they do not lie beside it, the test is skipped.
 */
final class FedAvgHeartTest {
    private static final Path DATA = Path.of("..", "..", "shared", "known-answers", "heart_split.csv");
    private static final int FEATURES = 13;
    private static final double LEARNING_RATE = 0.1;
    private static final ParameterLayout LAYOUT =
            ParameterLayout.float64(ParameterBlock.trainable("w", FEATURES), ParameterBlock.trainable("b", 1));

    @Test
    void trainsTheModelThatNumpyTrains() throws Exception {
        assumeTrue(Files.exists(DATA), "no " + DATA);
        List<Hospital> hospitals = hospitals();
        List<JsonObject> cases = Vectors.cases("fedavg-heart.json");
        assertThat(cases).hasSize(3);
        for (JsonObject known : cases) {
            long rounds = known.integer("rounds");
            long[] steps = Vectors.integers(known.array("stepsPerClient"));
            double[] expected = Vectors.decimals(known.array("expected"));
            double[] trained = train(hospitals, rounds, steps);
            for (int j = 0; j < expected.length; j++) {
                assertThat(trained[j]).as("%d rounds, weight %d", rounds, j).isCloseTo(expected[j], within(1e-9));
            }
        }
    }

    private static double[] train(List<Hospital> hospitals, long rounds, long[] steps) {
        RoundState state = RoundState.of(ParameterVector.zeros(LAYOUT));
        for (long round = 0; round < rounds; round++) {
            LinearFold fold = LinearFold.of(Programs.of(FedAvg.weighted(), LAYOUT, hospitals.size()));
            for (int i = 0; i < steps.length; i++) {
                Hospital hospital = hospitals.get(i);
                ParameterVector local = ParameterVector.of(LAYOUT, hospital.descend(state.model(), steps[i]));
                fold.add(local.minus(state.model()), hospital.patients.size());
            }
            state = fold.finish(state);
        }
        return state.model().toDoubleArray();
    }

    private static List<Hospital> hospitals() throws IOException {
        Map<String, Hospital> byName = new TreeMap<>();
        for (String line : Files.readAllLines(DATA)) {
            List<String> cells = Arrays.asList(line.split(",", -1));
            if (cells.get(1).equals("train")) {
                byName.computeIfAbsent(cells.get(0), name -> new Hospital())
                        .patients
                        .add(cells.subList(2, cells.size()).stream()
                                .mapToDouble(Double::parseDouble)
                                .toArray());
            }
        }
        return List.copyOf(byName.values());
    }

    /** Patients as rows: whether the heart is ill, then the features. */
    private static final class Hospital {
        private final List<double[]> patients = new ArrayList<>();

        /** Full-batch gradient descent on the mean logistic loss. */
        double[] descend(ParameterVector start, long steps) {
            double[] w = start.toDoubleArray();
            for (long step = 0; step < steps; step++) {
                double[] gradient = gradient(w);
                for (int j = 0; j < w.length; j++) {
                    w[j] -= LEARNING_RATE * gradient[j];
                }
            }
            return w;
        }

        private double[] gradient(double[] w) {
            double[] gradient = new double[w.length];
            for (double[] patient : patients) {
                double z = w[FEATURES];
                for (int j = 0; j < FEATURES; j++) {
                    z += w[j] * patient[1 + j];
                }
                double error = (1 / (1 + StrictMath.exp(-z)) - patient[0]) / patients.size();
                for (int j = 0; j < FEATURES; j++) {
                    gradient[j] += error * patient[1 + j];
                }
                gradient[FEATURES] += error;
            }
            return gradient;
        }
    }
}
