package org.folkmoot.api.training;

import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterLayout;
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

    /**
     * Checks that a trainer of this layout can start on this task: model, anchor and drift are of the layout, and finite.
     *
     * @throws TrainingException if not; the message names which, and the value
     */
    public void requireUsable(ParameterLayout layout) throws TrainingException {
        requireUsable("model", model, layout);
        if (correction.anchor().isPresent()) {
            requireUsable("anchor", correction.anchor().get(), layout);
        }
        if (correction.drift().isPresent()) {
            requireUsable("drift", correction.drift().get(), layout);
        }
    }

    /**
     * Checks that a vector is of this layout, and finite.
     *
     * @param name what it is called in the message
     * @throws TrainingException if not; the message names which, and the value
     */
    public static void requireUsable(String name, ParameterVector vector, ParameterLayout layout)
            throws TrainingException {
        if (!vector.layout().equals(layout)) {
            throw new TrainingException("layout of " + name + ": " + vector.layout() + " (expected: " + layout + ")");
        }
        int bad = vector.firstNonFinite();
        if (bad >= 0) {
            throw new TrainingException(
                    name + ": parameter " + bad + " is " + vector.get(bad) + " (expected: finite values)");
        }
    }
}
