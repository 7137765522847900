package org.folkmoot.api.training;

import org.folkmoot.api.model.ParameterLayout;

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

    /** Gives back what it holds outside the Java heap; does nothing the second time. It trains nothing afterwards. */
    @Override
    default void close() {}
}
