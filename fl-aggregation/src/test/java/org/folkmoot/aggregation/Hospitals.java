package org.folkmoot.aggregation;

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

/**
 * Fed-Heart-Disease: four hospitals, each patient whether ill, then 13 features standardised by the hospital's own means.
 * The patients' data are not part of the project: where they do not lie beside it, tests are skipped, and say so.
 *
 * @param name of the hospital
 * @param patients rows: whether the heart is ill, then the features
 */
record Hospitals(String name, List<double[]> patients) implements ExactClient.Objective {
    static final int FEATURES = 13;
    static final ParameterLayout LAYOUT =
            ParameterLayout.float64(ParameterBlock.trainable("w", FEATURES), ParameterBlock.trainable("b", 1));

    private static final Path DATA = Path.of("..", "..", "shared", "known-answers", "heart_split.csv");

    /** {@return the hospitals' patients of one part of the split, in alphabetical order of hospitals} */
    static List<Hospitals> read(String part) throws IOException {
        assumeTrue(Files.exists(DATA), "skipped: no " + DATA + ", the patients' data are not part of the project");
        Map<String, List<double[]>> byName = new TreeMap<>();
        for (String line : Files.readAllLines(DATA)) {
            List<String> cells = Arrays.asList(line.split(",", -1));
            if (cells.get(1).equals(part)) {
                byName.computeIfAbsent(cells.get(0), name -> new ArrayList<>())
                        .add(cells.subList(2, cells.size()).stream()
                                .mapToDouble(Double::parseDouble)
                                .toArray());
            }
        }
        return byName.entrySet().stream()
                .map(each -> new Hospitals(each.getKey(), each.getValue()))
                .toList();
    }

    /** {@return the patients of all} */
    static Hospitals pooled(List<Hospitals> all) {
        return new Hospitals(
                "all", all.stream().flatMap(each -> each.patients.stream()).toList());
    }

    @Override
    public double[] gradient(double[] w) {
        return gradient(w, patients);
    }

    /** {@return the gradient of the mean logistic loss on these patients} */
    static double[] gradient(double[] w, List<double[]> batch) {
        double[] gradient = new double[w.length];
        for (double[] patient : batch) {
            double error = (1 / (1 + StrictMath.exp(-logit(w, patient))) - patient[0]) / batch.size();
            for (int j = 0; j < FEATURES; j++) {
                gradient[j] += error * patient[1 + j];
            }
            gradient[FEATURES] += error;
        }
        return gradient;
    }

    @Override
    public double loss(double[] w) {
        double loss = 0;
        for (double[] patient : patients) {
            double z = logit(w, patient);
            loss += Math.max(z, 0) - z * patient[0] + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
        }
        return loss / patients.size();
    }

    /** {@return the share of patients that are told right} */
    double accuracy(double[] w) {
        long right = patients.stream()
                .filter(patient -> (logit(w, patient) > 0) == (patient[0] > 0.5))
                .count();
        return (double) right / patients.size();
    }

    private static double logit(double[] w, double[] patient) {
        double z = w[FEATURES];
        for (int j = 0; j < FEATURES; j++) {
            z += w[j] * patient[1 + j];
        }
        return z;
    }
}
