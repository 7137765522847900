package org.folkmoot.examples;

import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.api.training.ExecutionFingerprint;
import org.folkmoot.api.training.TrainerCapabilities;
import org.folkmoot.api.training.TrainingException;
import org.folkmoot.api.training.TrainingResult;
import org.folkmoot.api.training.TrainingTask;

/**
 * A cheat: it trains as it should and then sends the opposite, several times as large.
 *
 * @param honest does the training
 * @param scale how many times as large
 */
record FlippingTrainer(ClientTrainer honest, double scale) implements ClientTrainer {
    @Override
    public ParameterLayout layout() {
        return honest.layout();
    }

    @Override
    public TrainerCapabilities capabilities() {
        return honest.capabilities();
    }

    @Override
    public ExecutionFingerprint fingerprint() {
        return honest.fingerprint();
    }

    @Override
    public TrainingResult train(TrainingTask task) throws TrainingException {
        TrainingResult result = honest.train(task);
        ParameterVector before = task.model();
        ParameterVector after = result.model();
        ParameterVector opposite = ParameterVector.computed(before.layout(), (from, out, length) -> {
            for (int i = 0; i < length; i++) {
                double delta = after.get(from + i) - before.get(from + i);
                out[i] = before.get(from + i) - scale * delta;
            }
        });
        return new TrainingResult(opposite, result.examples(), result.metrics(), result.steps());
    }
}
