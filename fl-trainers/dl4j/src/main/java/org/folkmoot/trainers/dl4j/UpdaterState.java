package org.folkmoot.trainers.dl4j;

/**
 * What a network's own updater remembers between steps, copied out of the engine.
 *
 * <p>Never changes after construction. {@link #toString()} shows the size, never values.
 */
final class UpdaterState {
    private final float[] values;
    private final int steps;

    private UpdaterState(float[] values, int steps) {
        this.values = values;
        this.steps = steps;
    }

    /**
     * {@return a state}
     *
     * @param values nobody else changes them
     * @param steps taken so far
     */
    static UpdaterState adopt(float[] values, int steps) {
        return new UpdaterState(values, steps);
    }

    /** {@return the values; not to be changed} */
    float[] values() {
        return values;
    }

    int steps() {
        return steps;
    }

    @Override
    public String toString() {
        return "UpdaterState[" + values.length + " values after " + steps + " steps]";
    }
}
