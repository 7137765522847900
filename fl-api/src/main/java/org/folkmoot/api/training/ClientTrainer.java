package org.folkmoot.api.training;

import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;

/**
 * Improves a model on data that only this client sees. It knows a flat vector with a layout, not a framework.
 *
 * <p>Contract: the result depends on the task, the data and the {@link #fingerprint()} alone, unless its
 * {@link #capabilities()} say otherwise; the task's model is not changed; {@link Cancellation} is asked at least once a
 * step; calls on one trainer come one at a time, calls on different trainers may come together. Whatever it throws leaves
 * this client out of the attempt and nothing else.
 *
 * <p>Whoever made a trainer closes it, after the last federation that uses it; a federation never does.
 */
public interface ClientTrainer extends AutoCloseable {
    /** {@return the layout of the models it trains} */
    ParameterLayout layout();

    /** {@return what it can do} */
    default TrainerCapabilities capabilities() {
        return new TrainerCapabilities(false, false, false);
    }

    /** {@return what its bits depend on} */
    ExecutionFingerprint fingerprint();

    /**
     * {@return the improved model}
     *
     * @throws TrainingException if no result can be had, or the task was cancelled
     */
    TrainingResult train(TrainingTask task) throws TrainingException;

    /** {@return whether {@link #loss} answers} */
    default boolean evaluatesLoss() {
        return false;
    }

    /**
     * {@return the mean training loss of a model on this client's data, at least 0}; for rules that weigh clients by it.
     *
     * @throws TrainingException if this trainer does not evaluate, or the model is not of its layout
     */
    default double loss(ParameterVector model) throws TrainingException {
        throw new TrainingException("loss: " + fingerprint() + " does not evaluate models (expected: one that does)");
    }

    /** Gives back what it holds outside the Java heap; does nothing the second time. It trains nothing afterwards. */
    @Override
    default void close() {}
}
