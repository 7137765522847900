package org.folkmoot.trainers.torch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.random.RandomGenerator;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.Cancellation;
import org.folkmoot.api.training.ExampleClipping;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.training.StepCorrection;
import org.folkmoot.api.training.TrainingTask;
import org.folkmoot.core.random.AesCtrGenerator;
import org.folkmoot.trainers.data.Dataset;

/** Data and tasks that the tests share. */
final class Samples {
    private Samples() {}

    static Digest seed(String name) {
        return Digest.sha256(name.getBytes(UTF_8));
    }

    /** Heaps of points, one for each class, at random centres. */
    static Dataset heaps(int examples, int inputs, int classes, String name) {
        RandomGenerator random = AesCtrGenerator.fromSeed(seed(name));
        float[] centres = new float[classes * inputs];
        for (int i = 0; i < centres.length; i++) {
            centres[i] = (float) random.nextGaussian();
        }
        float[] features = new float[examples * inputs];
        int[] labels = new int[examples];
        for (int i = 0; i < examples; i++) {
            labels[i] = i % classes;
            for (int j = 0; j < inputs; j++) {
                features[i * inputs + j] = centres[labels[i] * inputs + j] + 0.5f * (float) random.nextGaussian();
            }
        }
        return Dataset.of(features, labels, inputs, classes);
    }

    static TrainingTask task(ParameterVector start, LocalTraining training, ExampleClipping clipping) {
        return new TrainingTask(start, training, StepCorrection.none(), clipping, seed("task"), Cancellation.never());
    }

    static TrainingTask task(ParameterVector start, LocalTraining training) {
        return task(start, training, ExampleClipping.none());
    }

    static double norm(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }
}
