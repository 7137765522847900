package org.folkmoot.trainers.plain;

import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ExampleClipping;
import org.folkmoot.trainers.data.Dataset;

/**
 * One working copy of a model with all memory that training and prediction need: O(parameters + {@value #TILE} times
 * the sum of the widths). Used by one thread at a time, for one client after another.
 *
 * <p>A batch of any size goes through in tiles of {@value #TILE} examples, which keeps the activations of a tile in the
 * first-level cache; the bits do not depend on the tile size.
 */
final class Replica {
    static final int TILE = 32;

    private final ParameterRows weights;
    private final ParameterRows gradient;
    private final DenseLayer[] layers;
    /** Activations [layer][example][width]; the first is the input, the last the logits. */
    private final float[][][] activations;
    /** Loss gradients by the outputs of each layer, [layer][example][width]. */
    private final float[][][] deltas;

    private final int[] labels = new int[TILE];
    private final SoftmaxLoss loss;
    private final SgdStep step;

    Replica(int[] widths) {
        weights = new ParameterRows(widths);
        gradient = new ParameterRows(widths);
        layers = new DenseLayer[widths.length - 1];
        activations = new float[widths.length][][];
        deltas = new float[layers.length][][];
        activations[0] = new float[TILE][widths[0]];
        for (int l = 0; l < layers.length; l++) {
            layers[l] = new DenseLayer(weights, gradient, l, widths[l], widths[l + 1]);
            activations[l + 1] = new float[TILE][widths[l + 1]];
            deltas[l] = new float[TILE][widths[l + 1]];
        }
        loss = new SoftmaxLoss(widths[widths.length - 1]);
        step = new SgdStep(widths);
    }

    /** Takes the weights of a model. */
    void load(ParameterVector model) {
        weights.copyFrom(model);
    }

    /** {@return the weights} */
    ParameterVector toVector(ParameterLayout layout) {
        return ParameterVector.of(layout, weights.toFlat(layout.size()));
    }

    SgdStep step() {
        return step;
    }

    /** Forgets the gradient of the batch before. */
    void beginBatch() {
        gradient.clear();
        transpose();
    }

    /** Makes the layers ready to pass gradients on, after the weights have changed. */
    void transpose() {
        for (DenseLayer layer : layers) {
            layer.transpose();
        }
    }

    /**
     * Adds the gradients of the loaded tile times a scale, each of them clipped before. {@return the sum of its losses, in
     * nats}
     */
    double addGradient(int n, double scale, ExampleClipping clipping) {
        double sum = backward(n, scale);
        if (!clipping.isNone()) {
            ExampleNorms.clip(activations, deltas, n, clipping.bound() * scale);
        }
        for (int l = layers.length - 1; l >= 0; l--) {
            layers[l].addGradient(activations[l], deltas[l], n);
        }
        return sum;
    }

    /** Writes the norms of the gradients of the loaded tile's examples. */
    void gradientNorms(int n, double[] target, int offset) {
        backward(n, 1);
        for (int b = 0; b < n; b++) {
            target[offset + b] = Math.sqrt(ExampleNorms.squared(activations, deltas, b));
        }
    }

    /** Computes the loss gradients by the outputs of each layer. {@return the sum of the losses} */
    private double backward(int n, double scale) {
        forward(n);
        int last = layers.length - 1;
        double sum = 0;
        for (int b = 0; b < n; b++) {
            sum += loss.loss(activations[last + 1][b], labels[b]);
            loss.gradient(deltas[last][b], labels[b], scale);
        }
        for (int l = last; l > 0; l--) {
            layers[l].backward(deltas[l], deltas[l - 1], n);
            for (int b = 0; b < n; b++) {
                RowKernels.maskByActivation(deltas[l - 1][b], activations[l][b]);
            }
        }
        return sum;
    }

    /** Moves the weights by the gradient of the batch. */
    void endBatch() {
        step.apply(weights, gradient);
    }

    /** Loads examples {@code from} to {@code from + n} of the data into the tile. */
    void loadTile(Dataset data, int from, int n) {
        for (int b = 0; b < n; b++) {
            data.copyRow(from + b, activations[0][b], 0);
            labels[b] = data.label(from + b);
        }
    }

    /** Loads the examples that the order names at {@code from} to {@code from + n} into the tile. */
    void loadTile(Dataset data, int[] positions, int from, int n) {
        for (int b = 0; b < n; b++) {
            data.copyRow(positions[from + b], activations[0][b], 0);
            labels[b] = data.label(positions[from + b]);
        }
    }

    /** Loads one row of inputs into the tile. */
    void loadRow(float[] row) {
        System.arraycopy(row, 0, activations[0][0], 0, row.length);
    }

    /** Computes the logits of the loaded tile. */
    void forward(int n) {
        for (int l = 0; l < layers.length; l++) {
            layers[l].forward(activations[l], activations[l + 1], n);
            if (l + 1 < layers.length) {
                for (int b = 0; b < n; b++) {
                    RowKernels.rectify(activations[l + 1][b]);
                }
            }
        }
    }

    /** {@return the mean loss over all examples, in nats} */
    double meanLoss(Dataset data) {
        double sum = 0;
        for (int from = 0, n; from < data.size(); from += n) {
            n = Math.min(TILE, data.size() - from);
            loadTile(data, from, n);
            forward(n);
            for (int b = 0; b < n; b++) {
                sum += lossOf(b);
            }
        }
        return sum / data.size();
    }

    /** {@return the loss of one example of the tile after {@link #forward}, in nats} */
    double lossOf(int example) {
        return loss.loss(activations[layers.length][example], labels[example]);
    }

    /** {@return the class probabilities of one example of the tile after {@link #forward}} */
    double[] probabilitiesOf(int example) {
        loss.loss(activations[layers.length][example], 0);
        return loss.probabilities();
    }

    /** {@return the class with the largest logit, the first among equals, after {@link #forward}} NaN never wins. */
    int classOf(int example) {
        float[] logits = activations[layers.length][example];
        int best = 0;
        for (int j = 1; j < logits.length; j++) {
            if (logits[j] > logits[best]) {
                best = j;
            }
        }
        return best;
    }
}
