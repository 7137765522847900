package org.folkmoot.trainers.plain;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterRole;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.core.random.AesCtrGenerator;
import org.folkmoot.core.random.SeedDerivation;
import org.folkmoot.trainers.data.Dataset;

/**
 * A classifier of dense layers: an architecture, not its parameters.
 *
 * <p>Hidden layers rectify ({@code max(0, x)}); the output is a softmax trained by cross-entropy. Parameters are
 * float32. Layer {@code i} is the group {@code layer<i>} of the blocks {@code layer<i>.weight} of shape [out][in] and
 * {@code layer<i>.bias} of shape [out].
 *
 * <p>It also owns the working memory that its trainers and evaluators share: as many replicas as threads were ever at
 * work at once, each O(parameters). Safe for use by several threads at once.
 */
public final class PlainModel {
    private final int[] widths;
    private final ParameterLayout layout;
    private final ReplicaPool replicas;

    private PlainModel(int[] widths) {
        this.widths = widths;
        this.layout = layoutOf(widths);
        this.replicas = new ReplicaPool(widths);
    }

    /** {@return multinomial logistic regression} */
    public static PlainModel logisticRegression(int inputs, int classes) {
        return mlp(inputs, classes);
    }

    /** {@return a multi-layer perceptron; the widths are those of the hidden layers, then the number of classes} */
    public static PlainModel mlp(int inputs, int... widths) {
        if (widths.length < 1) {
            throw new IllegalArgumentException("widths: [] (expected: hidden widths, then the number of classes)");
        }
        int[] all = new int[widths.length + 1];
        all[0] = inputs;
        System.arraycopy(widths, 0, all, 1, widths.length);
        for (int width : all) {
            if (width < 1) {
                throw new IllegalArgumentException("widths: " + Arrays.toString(all) + " (expected: each >= 1)");
            }
        }
        if (all[all.length - 1] < 2) {
            throw new IllegalArgumentException("classes: " + all[all.length - 1] + " (expected: >= 2)");
        }
        return new PlainModel(all);
    }

    /** {@return the number of inputs of one example} */
    public int inputs() {
        return widths[0];
    }

    /** {@return the number of classes} */
    public int classes() {
        return widths[widths.length - 1];
    }

    /** {@return the blocks of its parameter vectors} */
    public ParameterLayout layout() {
        return layout;
    }

    /**
     * {@return parameters to start from, which depend on the seed alone}
     *
     * <p>Biases are zero. Weights are normal with variance 2 / in before a rectifier (He et al. 2015, §2.2) and 2 / (in +
     * out) at the output (Glorot and Bengio 2010, §4.2).
     */
    public ParameterVector initial(Digest seed) {
        AesCtrGenerator random = AesCtrGenerator.fromSeed(
                SeedDerivation.derive(requireNonNull(seed, "seed"), "plain-model/initial", layout.size()));
        float[] values = new float[layout.size()];
        int offset = 0;
        for (int layer = 0; layer + 1 < widths.length; layer++) {
            int in = widths[layer];
            int out = widths[layer + 1];
            boolean output = layer + 2 == widths.length;
            double deviation = Math.sqrt(2.0 / (output ? (double) in + out : in));
            for (int end = offset + in * out; offset < end; offset++) {
                values[offset] = (float) (deviation * random.nextGaussian());
            }
            offset += out;
        }
        return ParameterVector.of(layout, values);
    }

    /** {@return the most probable class of every example, in order; the lowest one among equals} */
    public int[] predict(ParameterVector parameters, Dataset data) {
        requireLayout(parameters);
        requireShape(data);
        int[] predicted = new int[data.size()];
        Replica replica = replicas.borrow();
        try {
            replica.load(parameters);
            for (int from = 0; from < predicted.length; from += Replica.TILE) {
                int n = Math.min(Replica.TILE, predicted.length - from);
                replica.loadTile(data, from, n);
                replica.forward(n);
                for (int b = 0; b < n; b++) {
                    predicted[from + b] = replica.classOf(b);
                }
            }
        } finally {
            replicas.giveBack(replica);
        }
        return predicted;
    }

    /** {@return the probability of each class for one example with these inputs} */
    public double[] probabilities(ParameterVector parameters, float[] inputs) {
        requireLayout(parameters);
        if (inputs.length != inputs()) {
            throw new IllegalArgumentException("inputs: " + inputs.length + " (expected: " + inputs() + ")");
        }
        Replica replica = replicas.borrow();
        try {
            replica.load(parameters);
            replica.loadRow(inputs);
            replica.forward(1);
            return replica.probabilitiesOf(0);
        } finally {
            replicas.giveBack(replica);
        }
    }

    /**
     * {@return the L2 norm of the loss gradient of every example, in order, over all parameters} Tells an owner what a
     * clip bound would cut. Nothing of it may leave the owner's machine: norms of single examples are private.
     */
    public double[] gradientNorms(ParameterVector parameters, Dataset data) {
        requireLayout(parameters);
        requireShape(data);
        double[] norms = new double[data.size()];
        Replica replica = replicas.borrow();
        try {
            replica.load(parameters);
            replica.transpose();
            for (int from = 0; from < norms.length; from += Replica.TILE) {
                int n = Math.min(Replica.TILE, norms.length - from);
                replica.loadTile(data, from, n);
                replica.gradientNorms(n, norms, from);
            }
        } finally {
            replicas.giveBack(replica);
        }
        return norms;
    }

    ReplicaPool replicas() {
        return replicas;
    }

    /** Rejects data that this model cannot learn from or be measured on. */
    void requireFit(Dataset data) {
        requireShape(data);
        if (data.size() < 1) {
            throw new IllegalArgumentException("examples: 0 (expected: >= 1)");
        }
    }

    private void requireShape(Dataset data) {
        if (data.inputs() != inputs() || data.classes() != classes()) {
            throw new IllegalArgumentException("data: " + data.inputs() + " inputs, " + data.classes()
                    + " classes (expected: " + inputs() + " inputs, " + classes() + " classes)");
        }
    }

    /** Rejects parameters of another architecture. */
    void requireLayout(ParameterVector parameters) {
        if (!parameters.layout().equals(layout)) {
            throw new IllegalArgumentException("layout: " + parameters.layout() + " (expected: " + layout + ")");
        }
    }

    private static ParameterLayout layoutOf(int[] widths) {
        List<ParameterBlock> blocks = new ArrayList<>();
        for (int layer = 0; layer + 1 < widths.length; layer++) {
            String group = "layer" + layer;
            blocks.add(new ParameterBlock(
                    group + ".weight", List.of(widths[layer + 1], widths[layer]), group, ParameterRole.TRAINABLE));
            blocks.add(new ParameterBlock(group + ".bias", List.of(widths[layer + 1]), group, ParameterRole.TRAINABLE));
        }
        return new ParameterLayout(ElementType.FLOAT32, blocks);
    }

    @Override
    public String toString() {
        return "PlainModel" + Arrays.toString(widths);
    }
}
