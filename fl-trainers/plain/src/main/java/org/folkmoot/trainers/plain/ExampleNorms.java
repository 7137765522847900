package org.folkmoot.trainers.plain;

/**
 * L2 norms of the gradients of single examples, without forming these gradients.
 *
 * <p>The gradient of an affine layer for one example is the outer product of its output gradient δ and its input a, and
 * δ again for the bias; so its squared norm is {@code ‖δ‖² (‖a‖² + 1)}, and the squared norm of the whole gradient the sum
 * of these over the layers (Goodfellow 2015, "Efficient per-example gradient computations"). Cost: O(sum of the widths)
 * for each example. Sums run in double, in ascending order.
 */
final class ExampleNorms {
    /**
     * Shrinks what is clipped by a little more than float32 can round up afterwards: one rounding of δ and one of δ times
     * a, each within 2^-24, so that what is added for one example has a norm of at most the bound.
     */
    private static final double ROUNDING = 1 - 0x1p-22;

    private ExampleNorms() {}

    /** {@return the squared norm for one example of a tile} Arguments as in {@link Replica}: by layer, example, width. */
    static double squared(float[][][] activations, float[][][] deltas, int example) {
        double sum = 0;
        for (int layer = 0; layer < deltas.length; layer++) {
            sum += sumOfSquares(deltas[layer][example]) * (sumOfSquares(activations[layer][example]) + 1);
        }
        return sum;
    }

    /** Scales the output gradients of each example so that its norm is at most the bound. */
    static void clip(float[][][] activations, float[][][] deltas, int n, double bound) {
        for (int b = 0; b < n; b++) {
            double norm = Math.sqrt(squared(activations, deltas, b));
            if (norm > bound * ROUNDING) {
                double factor = bound * ROUNDING / norm;
                for (float[][] layer : deltas) {
                    scale(layer[b], factor);
                }
            }
        }
    }

    private static double sumOfSquares(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return sum;
    }

    private static void scale(float[] values, double factor) {
        for (int j = 0; j < values.length; j++) {
            values[j] = (float) (values[j] * factor);
        }
    }
}
