package org.folkmoot.examples;

import java.util.List;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.api.training.ExecutionFingerprint;
import org.folkmoot.api.training.TrainingResult;
import org.folkmoot.api.training.TrainingTask;

/*
 * A trainer of one's own, complete: it moves a single number towards the mean of readings that stay here.
 */
@SuppressWarnings("MissingOverride") // keeps the sample short
// sample: trainer
record MeanTrainer(ParameterLayout layout, List<Double> readings) implements ClientTrainer {
    public ExecutionFingerprint fingerprint() {
        return ExecutionFingerprint.strictJava("acme-mean/1");
    }

    public TrainingResult train(TrainingTask task) {
        double mean = task.model().get(0);
        for (double reading : readings) {
            mean += task.training().learningRate() * (reading - mean);
        }
        return TrainingResult.of(ParameterVector.of(layout, new double[] {mean}), readings.size());
    }
}
// end of sample
