package org.folkmoot.aggregation.tile;

import org.folkmoot.api.model.ParameterLayout;

/** Updates that can be read anywhere, by several threads at once. */
public interface UpdateRows {
    /** {@return how many there are} */
    int rows();

    /** {@return the layout of each} */
    ParameterLayout layout();

    /** Writes the {@code length} values of a row from position {@code from} on to the target, exactly. */
    void read(int row, int from, int length, double[] target, int offset);

    /**
     * Does the same in the element type of float32 layouts.
     *
     * @throws IllegalArgumentException if the layout is of another type
     */
    void read(int row, int from, int length, float[] target, int offset);
}
