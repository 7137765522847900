package org.folkmoot.trainers.cuda;

import java.nio.FloatBuffer;

/** Where the rows of a matrix come from. */
@FunctionalInterface
public interface RowSource {
    /** Fills the buffer with values of a row, from a column on. Several threads ask at once, each for another part. */
    void copy(int row, int column, FloatBuffer target);
}
