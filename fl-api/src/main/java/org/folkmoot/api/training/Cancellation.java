package org.folkmoot.api.training;

/** Tells a trainer that its result is no longer wanted. Trainers ask at least once a step. */
@FunctionalInterface
public interface Cancellation {
    /** {@return whether the work should stop} */
    boolean isCancelled();

    /**
     * Stops the caller if the work is no longer wanted.
     *
     * @throws TrainingException if cancelled
     */
    default void throwIfCancelled() throws TrainingException {
        if (isCancelled()) {
            throw new TrainingException("cancelled: the coordinator no longer waits for this result");
        }
    }

    /** {@return a cancellation that never comes} */
    static Cancellation never() {
        return () -> false;
    }
}
