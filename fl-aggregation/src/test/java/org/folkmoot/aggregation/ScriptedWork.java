package org.folkmoot.aggregation;

import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.training.LocalWork;
import org.folkmoot.api.training.StepCorrection;
import org.folkmoot.api.training.TrainingResult;

/**
 * A client whose training is known to end at one model, whatever it starts from.
 *
 * @param model the global model
 * @param trained where training ends
 * @param training what was asked for
 * @param steps how many steps it took
 * @param loss the loss of the global model
 * @param broadcast slots of the state
 * @param own what the client remembers
 */
public record ScriptedWork(
        ParameterVector model,
        ParameterVector trained,
        LocalTraining training,
        long steps,
        double loss,
        SortedMap<String, ParameterVector> broadcast,
        SortedMap<String, ParameterVector> own)
        implements LocalWork {
    /** {@return training from one model to another, in so many steps of this rate} */
    public static ScriptedWork of(ParameterVector model, ParameterVector trained, long steps, double learningRate) {
        LocalTraining training = LocalTraining.sgd(1, 1_000, learningRate);
        return new ScriptedWork(model, trained, training, steps, 0, new TreeMap<>(), new TreeMap<>());
    }

    /** {@return the same, where the global model has this loss} */
    public ScriptedWork withLoss(double value) {
        return new ScriptedWork(model, trained, training, steps, value, broadcast, own);
    }

    /** {@return the same under this training} */
    public ScriptedWork withTraining(LocalTraining value) {
        return new ScriptedWork(model, trained, value, steps, loss, broadcast, own);
    }

    /** {@return the same with these slots of the state and of the client} */
    public ScriptedWork withSlots(
            SortedMap<String, ParameterVector> ofState, SortedMap<String, ParameterVector> ofClient) {
        return new ScriptedWork(model, trained, training, steps, loss, ofState, ofClient);
    }

    @Override
    public double loss(ParameterVector at) {
        return loss;
    }

    @Override
    public TrainingResult train(ParameterVector start, StepCorrection correction) {
        return TrainingResult.of(trained, 10).withSteps(steps);
    }
}
