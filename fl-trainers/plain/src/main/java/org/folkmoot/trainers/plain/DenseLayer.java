package org.folkmoot.trainers.plain;

import java.util.Arrays;

/**
 * One affine layer {@code y = W x + b} over a tile of examples, with its gradients.
 *
 * <p>Sums run over inputs, outputs and examples in ascending order, one term at a time, whatever the tile size.
 */
final class DenseLayer {
    private final float[][] weights;
    private final float[] bias;
    private final float[][] weightGradient;
    private final float[] biasGradient;
    /** The weights as [out][in], refreshed by {@link #transpose()}; empty for the first layer, which passes nothing on. */
    private final float[][] byOutput;

    DenseLayer(ParameterRows parameters, ParameterRows gradient, int index, int in, int out) {
        weights = new float[in][];
        weightGradient = new float[in][];
        for (int i = 0; i < in; i++) {
            weights[i] = parameters.weights(index, i);
            weightGradient[i] = gradient.weights(index, i);
        }
        bias = parameters.bias(index);
        biasGradient = gradient.bias(index);
        byOutput = index == 0 ? new float[0][] : new float[out][in];
    }

    /** Computes y [n][out] from x [n][in]. */
    void forward(float[][] x, float[][] y, int n) {
        for (int b = 0; b < n; b++) {
            System.arraycopy(bias, 0, y[b], 0, bias.length);
        }
        accumulate(y, x, weights, n);
    }

    /** Adds to the gradients what n examples with inputs x [n][in] and output gradients d [n][out] contribute. */
    void addGradient(float[][] x, float[][] d, int n) {
        for (int i = 0; i < weightGradient.length; i++) {
            addGradientOfInput(weightGradient[i], i, x, d, n);
        }
        for (int b = 0; b < n; b++) {
            RowKernels.addScaled(biasGradient, d[b], 1f);
        }
    }

    private static void addGradientOfInput(float[] g, int i, float[][] x, float[][] d, int n) {
        int b = 0;
        for (; b + 4 <= n; b += 4) {
            RowKernels.addScaled4(
                    g, d[b], d[b + 1], d[b + 2], d[b + 3], x[b][i], x[b + 1][i], x[b + 2][i], x[b + 3][i]);
        }
        for (; b < n; b++) {
            RowKernels.addScaled(g, d[b], x[b][i]);
        }
    }

    /** Makes ready for {@link #backward} after the weights have changed. */
    void transpose() {
        for (int o = 0; o < byOutput.length; o++) {
            float[] row = byOutput[o];
            for (int i = 0; i < row.length; i++) {
                row[i] = weights[i][o];
            }
        }
    }

    /** Computes the input gradients dx [n][in] from the output gradients d [n][out]. */
    void backward(float[][] d, float[][] dx, int n) {
        for (int b = 0; b < n; b++) {
            Arrays.fill(dx[b], 0f);
        }
        accumulate(dx, d, byOutput, n);
    }

    /** Adds x [n][k] times rows [k][m] to y [n][m], k ascending; four rows stay in the cache for the whole tile. */
    private static void accumulate(float[][] y, float[][] x, float[][] rows, int n) {
        int k = 0;
        for (; k + 4 <= rows.length; k += 4) {
            float[] r0 = rows[k];
            float[] r1 = rows[k + 1];
            float[] r2 = rows[k + 2];
            float[] r3 = rows[k + 3];
            for (int b = 0; b < n; b++) {
                float[] xb = x[b];
                RowKernels.addScaled4(y[b], r0, r1, r2, r3, xb[k], xb[k + 1], xb[k + 2], xb[k + 3]);
            }
        }
        for (; k < rows.length; k++) {
            for (int b = 0; b < n; b++) {
                RowKernels.addScaled(y[b], rows[k], x[b][k]);
            }
        }
    }
}
