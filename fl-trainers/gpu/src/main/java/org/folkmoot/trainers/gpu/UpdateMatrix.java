package org.folkmoot.trainers.gpu;

import java.nio.FloatBuffer;

/**
 * Updates as rows of a matrix [updates][parameters] of finite float32 values, wherever they lie: in arrays, in mapped
 * files. It must not change while it is read, and several threads may read it at once.
 */
public interface UpdateMatrix {
    /** {@return how many updates there are} */
    int rows();

    /** {@return how many parameters each has} */
    int columns();

    /** Fills the buffer with the values of a row, from a column on. */
    void copy(int row, int column, FloatBuffer target);

    /** {@return the rows of an array of arrays, all of one length, not copied} */
    static UpdateMatrix of(float[]... rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        for (float[] row : rows) {
            if (row.length != columns) {
                throw new IllegalArgumentException("columns: " + row.length + " (expected: " + columns + ")");
            }
        }
        return new UpdateMatrix() {
            @Override
            public int rows() {
                return rows.length;
            }

            @Override
            public int columns() {
                return columns;
            }

            @Override
            public void copy(int row, int column, FloatBuffer target) {
                target.put(rows[row], column, target.remaining());
            }
        };
    }
}
