package org.folkmoot.trainers.plain;

import java.util.Arrays;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.StepCorrection;
import org.folkmoot.api.training.TrainingTask;
import org.folkmoot.core.random.AesCtrGenerator;
import org.folkmoot.core.random.SeedDerivation;
import org.folkmoot.trainers.data.Dataset;

/** The same training written down naively in double, with gradients by central differences. */
final class ReferenceNetwork {
    private static final double H = 1e-5;

    private final int[] widths;
    private final Dataset data;

    ReferenceNetwork(Dataset data, int... widths) {
        this.widths = widths;
        this.data = data;
    }

    double meanLoss(double[] parameters, int[] examples) {
        double sum = 0;
        for (int example : examples) {
            sum += loss(parameters, example);
        }
        return sum / examples.length;
    }

    private double loss(double[] parameters, int example) {
        float[] row = new float[data.inputs()];
        data.copyRow(example, row, 0);
        double[] x = new double[row.length];
        Arrays.setAll(x, i -> row[i]);
        int offset = 0;
        for (int layer = 0; layer + 1 < widths.length; layer++) {
            double[] y = new double[widths[layer + 1]];
            for (int o = 0; o < y.length; o++) {
                y[o] = parameters[offset + y.length * x.length + o];
                for (int i = 0; i < x.length; i++) {
                    y[o] += parameters[offset + o * x.length + i] * x[i];
                }
                y[o] = layer + 2 < widths.length ? Math.max(0, y[o]) : y[o];
            }
            offset += y.length * x.length + y.length;
            x = y;
        }
        double sum = 0;
        for (double logit : x) {
            sum += Math.exp(logit);
        }
        return Math.log(sum) - x[data.label(example)];
    }

    double[] gradient(double[] parameters, int[] examples) {
        double[] gradient = new double[parameters.length];
        double[] moved = parameters.clone();
        for (int k = 0; k < gradient.length; k++) {
            moved[k] = parameters[k] + H;
            double above = meanLoss(moved, examples);
            moved[k] = parameters[k] - H;
            gradient[k] = (above - meanLoss(moved, examples)) / (2 * H);
            moved[k] = parameters[k];
        }
        return gradient;
    }

    double[] train(TrainingTask task) {
        double[] w = task.model().toDoubleArray();
        double[] v = new double[w.length];
        int[] order = new int[data.size()];
        for (int epoch = 0; epoch < task.training().epochs(); epoch++) {
            Arrays.setAll(order, i -> i);
            AesCtrGenerator.fromSeed(SeedDerivation.derive(task.seed(), "plain-trainer/shuffle", epoch))
                    .shuffle(order);
            for (int from = 0; from < order.length; from += task.training().batchSize()) {
                int to = Math.min(order.length, from + task.training().batchSize());
                step(w, v, gradient(w, Arrays.copyOfRange(order, from, to)), task);
            }
        }
        return w;
    }

    private static void step(double[] w, double[] v, double[] g, TrainingTask task) {
        StepCorrection correction = task.correction();
        for (int k = 0; k < w.length; k++) {
            double total = g[k] + task.training().weightDecay() * w[k];
            total += correction.anchor().isPresent()
                    ? correction.mu() * (w[k] - correction.anchor().get().get(k))
                    : 0;
            total += correction.drift().isPresent() ? correction.drift().get().get(k) : 0;
            v[k] = task.training().momentum() * v[k] + total;
            w[k] -= task.training().learningRate() * v[k];
        }
    }

    static double[] difference(ParameterVector from, ParameterVector to) {
        double[] difference = from.toDoubleArray();
        for (int k = 0; k < difference.length; k++) {
            difference[k] -= to.get(k);
        }
        return difference;
    }
}
