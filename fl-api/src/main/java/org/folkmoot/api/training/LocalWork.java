package org.folkmoot.api.training;

import java.util.SortedMap;
import org.folkmoot.api.model.ParameterVector;

/**
 * What a {@link LocalRule} works with in one round. All vectors are of the shared parameters; training moves those that
 * stay at home along.
 */
public interface LocalWork {
    /** {@return the global model} */
    ParameterVector model();

    /** {@return the slots of the round's state that the rule asked for; those that the state lacks are absent} */
    SortedMap<String, ParameterVector> broadcast();

    /** {@return what this client remembers from the last contribution of its that counted; empty at first} */
    SortedMap<String, ParameterVector> own();

    /** {@return what the program asks clients to do} */
    LocalTraining training();

    /**
     * {@return the mean loss of a model on this client's data}
     *
     * @throws TrainingException if the trainer does not evaluate
     */
    double loss(ParameterVector model) throws TrainingException;

    /**
     * {@return what training from here gave}
     *
     * <p>Parameters that stay at home start where the first training of this round found them, and only the first one is
     * remembered for them.
     *
     * @param start where to start
     * @param correction what to add to each mean gradient; its vectors are of the shared parameters too
     */
    TrainingResult train(ParameterVector start, StepCorrection correction) throws TrainingException;
}
