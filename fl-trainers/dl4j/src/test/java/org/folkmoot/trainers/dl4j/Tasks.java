package org.folkmoot.trainers.dl4j;

import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.Cancellation;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.training.StepCorrection;
import org.folkmoot.api.training.TrainingTask;

/** Tasks that the tests give to trainers. */
final class Tasks {
    private Tasks() {}

    static TrainingTask task(ParameterVector start, LocalTraining training) {
        return task(start, training, StepCorrection.none());
    }

    static TrainingTask task(ParameterVector start, LocalTraining training, StepCorrection correction) {
        return new TrainingTask(start, training, correction, Digest.sha256(new byte[] {5}), Cancellation.never());
    }
}
