package org.folkmoot.api.training;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.model.ParameterVector;

/**
 * What local training produced.
 *
 * @param model the local model, in the layout of the task's
 * @param examples how many local examples it rests on, at least 1
 * @param metrics local figures such as {@code loss}; shown to the client's owner, never sent
 * @param steps optimiser steps taken, at least 1; empty where they follow from epochs and batch size
 */
public record TrainingResult(
        ParameterVector model, long examples, SortedMap<String, Double> metrics, OptionalLong steps) {
    /** Rejects a result that rests on nothing. */
    public TrainingResult {
        if (examples < 1) {
            throw new IllegalArgumentException("examples: " + examples + " (expected: >= 1)");
        }
        if (steps.isPresent() && steps.getAsLong() < 1) {
            throw new IllegalArgumentException("steps: " + steps.getAsLong() + " (expected: >= 1)");
        }
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    }

    /** A result whose steps follow from epochs, batch size and examples. */
    public TrainingResult(ParameterVector model, long examples, SortedMap<String, Double> metrics) {
        this(model, examples, metrics, OptionalLong.empty());
    }

    /** {@return the same, after so many optimiser steps} */
    public TrainingResult withSteps(long value) {
        return new TrainingResult(model, examples, metrics, OptionalLong.of(value));
    }

    /** {@return how many optimiser steps this training took} */
    public long stepsOf(LocalTraining training) {
        long perEpoch = (examples + training.batchSize() - 1) / training.batchSize();
        return steps.orElse(training.epochs() * perEpoch);
    }

    /**
     * {@return what a training run gave, its {@code loss} the mean over the last epoch}
     *
     * @throws TrainingException if the model is no longer finite
     */
    public static TrainingResult afterLoss(ParameterVector model, long examples, double loss) throws TrainingException {
        int diverged = model.firstNonFinite();
        if (diverged >= 0) {
            throw new TrainingException("diverged: parameter " + diverged + " is " + model.get(diverged));
        }
        return new TrainingResult(model, examples, new TreeMap<>(Map.of("loss", loss)));
    }

    /** {@return a result without metrics} */
    public static TrainingResult of(ParameterVector model, long examples) {
        return new TrainingResult(model, examples, new TreeMap<>(Map.of()));
    }
}
