package org.folkmoot.trainers.plain;

import java.util.Arrays;
import org.folkmoot.api.model.ParameterVector;

/**
 * All parameters of a model, or something of their shape, as short arrays that the kernels can run over.
 *
 * <p>A layer with shape [out][in] takes {@code in} rows of {@code out} elements, its weights transposed, and one row of
 * {@code out} elements for its bias.
 */
final class ParameterRows {
    private final int[] widths;
    private final float[][] rows;

    /** Makes zeros for layers between these widths, inputs first and classes last. */
    ParameterRows(int[] widths) {
        this.widths = widths;
        int count = 0;
        for (int layer = 0; layer + 1 < widths.length; layer++) {
            count += widths[layer] + 1;
        }
        rows = new float[count][];
        for (int layer = 0, row = 0; layer + 1 < widths.length; layer++) {
            for (int i = 0; i <= widths[layer]; i++) {
                rows[row++] = new float[widths[layer + 1]];
            }
        }
    }

    int count() {
        return rows.length;
    }

    float[] row(int index) {
        return rows[index];
    }

    /** {@return the weights of a layer from one input to all outputs} */
    float[] weights(int layer, int input) {
        return rows[firstRow(layer) + input];
    }

    float[] bias(int layer) {
        return rows[firstRow(layer) + widths[layer]];
    }

    private int firstRow(int layer) {
        int row = 0;
        for (int l = 0; l < layer; l++) {
            row += widths[l] + 1;
        }
        return row;
    }

    void clear() {
        for (float[] row : rows) {
            Arrays.fill(row, 0f);
        }
    }

    /** Takes the values of a vector in canonical order: for each layer weights [out][in], then bias [out]. */
    void copyFrom(ParameterVector vector) {
        float[] flat = vector.toFloatArray();
        int offset = 0;
        for (int layer = 0, first = 0; layer + 1 < widths.length; first += widths[layer] + 1, layer++) {
            int in = widths[layer];
            int out = widths[layer + 1];
            for (int o = 0; o < out; o++) {
                for (int i = 0; i < in; i++) {
                    rows[first + i][o] = flat[offset++];
                }
            }
            System.arraycopy(flat, offset, rows[first + in], 0, out);
            offset += out;
        }
    }

    /** {@return the values in canonical order, in a new array} */
    float[] toFlat(int size) {
        float[] flat = new float[size];
        int offset = 0;
        for (int layer = 0, first = 0; layer + 1 < widths.length; first += widths[layer] + 1, layer++) {
            int in = widths[layer];
            int out = widths[layer + 1];
            for (int o = 0; o < out; o++) {
                for (int i = 0; i < in; i++) {
                    flat[offset++] = rows[first + i][o];
                }
            }
            System.arraycopy(rows[first + in], 0, flat, offset, out);
            offset += out;
        }
        return flat;
    }
}
