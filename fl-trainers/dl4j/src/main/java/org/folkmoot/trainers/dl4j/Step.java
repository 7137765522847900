package org.folkmoot.trainers.dl4j;

/** What becomes of a gradient, for the length of one task. */
interface Step extends AutoCloseable {
    /**
     * Moves the parameters.
     *
     * @param step counted from 0 over the life of the optimiser state
     * @param epoch of this task
     * @param examples in the batch
     */
    void apply(int step, int epoch, int examples);

    @Override
    void close();
}
