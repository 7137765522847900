package org.folkmoot.api.training;

import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterVector;

/**
 * One local training run.
 *
 * @param model where training starts
 * @param training what to do
 * @param correction what to add to each mean gradient
 * @param clipping how much one example may do to a step
 * @param seed the only source of chance: shuffling, dropout
 * @param cancellation to be asked at least once a step
 */
public record TrainingTask(
        ParameterVector model,
        LocalTraining training,
        StepCorrection correction,
        ExampleClipping clipping,
        Digest seed,
        Cancellation cancellation) {
    /** A run that does not bound single examples. */
    public TrainingTask(
            ParameterVector model,
            LocalTraining training,
            StepCorrection correction,
            Digest seed,
            Cancellation cancellation) {
        this(model, training, correction, ExampleClipping.none(), seed, cancellation);
    }
}
