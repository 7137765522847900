package org.folkmoot.testkit;

import java.util.Random;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.api.training.ExecutionFingerprint;
import org.folkmoot.api.training.StepCorrection;
import org.folkmoot.api.training.TrainerCapabilities;
import org.folkmoot.api.training.TrainingException;
import org.folkmoot.api.training.TrainingResult;
import org.folkmoot.api.training.TrainingTask;

/** Moves a centre towards 20 fixed points in an order that the seed decides. */
final class CentreTrainer implements ClientTrainer {
    static final ParameterLayout LAYOUT =
            ParameterLayout.float32(ParameterBlock.trainable("centre", 4), ParameterBlock.buffer("seen", 1));
    private static final int EXAMPLES = 20;

    @Override
    public ParameterLayout layout() {
        return LAYOUT;
    }

    @Override
    public TrainerCapabilities capabilities() {
        return new TrainerCapabilities(true, false, true);
    }

    @Override
    public ExecutionFingerprint fingerprint() {
        return ExecutionFingerprint.strictJava("testkit-centre/1");
    }

    @Override
    public TrainingResult train(TrainingTask task) throws TrainingException {
        if (!task.clipping().isNone()) {
            throw new TrainingException("clipping: " + task.clipping() + " (expected: none)");
        }
        double[] w = task.model().toDoubleArray();
        Random order = new Random(task.seed().hashCode());
        int batch = task.training().batchSize();
        for (int epoch = 0; epoch < task.training().epochs(); epoch++) {
            for (int from = 0; from < EXAMPLES; from += batch) {
                task.cancellation().throwIfCancelled();
                step(w, order.nextInt(EXAMPLES), task);
            }
        }
        w[4] += 1;
        return TrainingResult.of(ParameterVector.of(LAYOUT, w), EXAMPLES);
    }

    private static void step(double[] w, int example, TrainingTask task) {
        StepCorrection correction = task.correction();
        for (int j = 0; j < 4; j++) {
            double gradient = w[j] - (1 + j + 0.01 * example);
            if (correction.anchor().isPresent()) {
                gradient += correction.mu() * (w[j] - correction.anchor().get().get(j));
            }
            if (correction.drift().isPresent()) {
                gradient += correction.drift().get().get(j);
            }
            w[j] -= task.training().learningRate() * gradient;
        }
    }
}
