package org.folkmoot.trainers.torch;

import static java.util.Objects.requireNonNull;

import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.trainers.data.Dataset;

/**
 * A classifier that PyTorch computes: its architecture, not its parameters, and the native memory that its trainers and
 * evaluators share.
 *
 * <p>Parameters are float32. The i-th layer with parameters is the group {@code layer<i>} of the blocks
 * {@code layer<i>.weight} and {@code layer<i>.bias}, from the inputs up; buffers, such as {@code layer<i>.mean}, follow
 * after all trainable blocks. Logistic regression and {@link #mlp} have the layout of the plain trainer's models, so one
 * vector serves both. Images come as rows of features, channel by channel, line by line.
 *
 * <p>Ready-made CNNs rectify after a pool instead of before: the maximum commutes with it, so values and gradients are the
 * same, and there is a quarter of the work.
 *
 * <p>There are as many replicas as threads were ever at work at once, each O(parameters); idle ones are kept until
 * {@link #close}. Each thread at work also holds the activations of one tile of {@value Replica#TILE} examples. Safe for
 * use by several threads at once.
 */
public final class TorchModel implements AutoCloseable {
    private final Architecture architecture;
    private final TorchDevice device;
    private final ReplicaPool replicas;

    TorchModel(Architecture architecture, TorchDevice device) {
        Engine.start();
        device.requirePresent();
        this.architecture = architecture;
        this.device = device;
        this.replicas = new ReplicaPool(architecture, device);
    }

    /** {@return a stack to put layers on, for examples of so many features} */
    public static TorchStack features(int count) {
        return new TorchStack(Shape.features(count));
    }

    /** {@return a stack to put layers on, for images} */
    public static TorchStack images(int channels, int height, int width) {
        return new TorchStack(Shape.image(channels, height, width));
    }

    /** {@return multinomial logistic regression} */
    public static TorchModel logisticRegression(int inputs, int classes) {
        return mlp(inputs, classes);
    }

    /** {@return a multi-layer perceptron; the widths are those of the hidden layers, then the number of classes} */
    public static TorchModel mlp(int inputs, int... widths) {
        if (widths.length < 1) {
            throw new IllegalArgumentException("widths: [] (expected: hidden widths, then the number of classes)");
        }
        TorchStack stack = features(inputs);
        for (int i = 0; i < widths.length - 1; i++) {
            stack.dense(widths[i]).relu();
        }
        return stack.dense(widths[widths.length - 1]).build();
    }

    /**
     * {@return LeNet-5 after LeCun et al. 1998, with rectifiers and max pools: convolutions of 6 and 16 filters of 5 x 5
     * without padding, each with a pool of 2, then 120, 84 and the classes} 44,426 parameters for 1 x 28 x 28 and 10 classes.
     */
    public static TorchModel lenet5(int channels, int height, int width, int classes) {
        return images(channels, height, width)
                .convolution(6, 5)
                .maxPool(2)
                .relu()
                .convolution(16, 5)
                .maxPool(2)
                .relu()
                .dense(120)
                .relu()
                .dense(84)
                .relu()
                .dense(classes)
                .build();
    }

    /**
     * {@return the CNN of McMahan et al. 2017, §3: convolutions of 32 and 64 filters of 5 x 5 with padding 2, each with a
     * pool of 2, then 512 and the classes} 1,663,370 parameters for 1 x 28 x 28 and 10 classes.
     */
    public static TorchModel fedAvgCnn(int channels, int height, int width, int classes) {
        return images(channels, height, width)
                .convolution(32, 5, 2)
                .maxPool(2)
                .relu()
                .convolution(64, 5, 2)
                .maxPool(2)
                .relu()
                .dense(512)
                .relu()
                .dense(classes)
                .build();
    }

    /**
     * {@return a CNN often trained on CIFAR in comparisons of federated simulators: convolutions of 32 and 64 filters of
     * 3 x 3 without padding, a pool of 2, then 128 and the classes} 1,626,442 parameters for 3 x 32 x 32 and 10 classes.
     */
    public static TorchModel cifarCnn(int channels, int height, int width, int classes) {
        return images(channels, height, width)
                .convolution(32, 3)
                .relu()
                .convolution(64, 3)
                .maxPool(2)
                .relu()
                .dense(128)
                .relu()
                .dense(classes)
                .build();
    }

    /** {@return the same architecture on another device, with memory of its own} */
    public TorchModel on(TorchDevice other) {
        return new TorchModel(architecture, requireNonNull(other, "other"));
    }

    /** {@return the number of inputs of one example} */
    public int inputs() {
        return architecture.input().size();
    }

    /** {@return the number of classes} */
    public int classes() {
        return architecture.classes();
    }

    /** {@return the blocks of its parameter vectors} */
    public ParameterLayout layout() {
        return architecture.layout();
    }

    /** {@return where it computes} */
    public TorchDevice device() {
        return device;
    }

    /**
     * {@return parameters to start from, which depend on the seed alone, not on the engine}
     *
     * <p>Biases and running means are zero, running variances one, scales one. Weights are normal with variance 2 / in (He
     * et al. 2015, §2.2), at the output 2 / (in + out) (Glorot and Bengio 2010, §4.2).
     */
    public ParameterVector initial(Digest seed) {
        return architecture.initial(requireNonNull(seed, "seed"));
    }

    /** {@return the most probable class of every example, in order; the lowest one among equals} */
    public int[] predict(ParameterVector parameters, Dataset data) {
        requireLayout(parameters);
        requireShape(data);
        return work(replica -> {
            replica.load(parameters);
            int[] predicted = new int[data.size()];
            for (int from = 0; from < predicted.length; from += Replica.TILE) {
                int n = Math.min(Replica.TILE, predicted.length - from);
                System.arraycopy(classify(replica, data, from, n), 0, predicted, from, n);
            }
            return predicted;
        });
    }

    /**
     * {@return the L2 norm of the loss gradient of every example, in order, over all trainable parameters} Tells an owner
     * what a clip bound would cut. Nothing of it may leave the owner's machine: norms of single examples are private.
     *
     * @throws IllegalStateException if the model mixes the examples of a batch
     */
    public double[] gradientNorms(ParameterVector parameters, Dataset data) {
        requireLayout(parameters);
        requireShape(data);
        if (!architecture.mixing().isEmpty()) {
            throw new IllegalStateException("gradient of one example: none, because " + architecture.mixing());
        }
        return work(replica -> {
            replica.load(parameters);
            double[] norms = new double[data.size()];
            for (int from = 0; from < norms.length; from += Replica.TILE) {
                int n = Math.min(Replica.TILE, norms.length - from);
                fill(replica, data, from, n);
                replica.gradientNorms(n, norms, from);
            }
            return norms;
        });
    }

    /** Frees its native memory, that of a replica at work when it is done. Trainers and evaluators of it work no more. */
    @Override
    public void close() {
        replicas.close();
    }

    /** {@return the classes of some examples under the parameters that are loaded} NaN never wins. */
    int[] classify(Replica replica, Dataset data, int from, int n) {
        fill(replica, data, from, n);
        float[] logits = replica.logits(n);
        int[] best = new int[n];
        for (int i = 0; i < n; i++) {
            int row = i * classes();
            for (int c = 1; c < classes(); c++) {
                best[i] = logits[row + c] > logits[row + best[i]] ? c : best[i];
            }
        }
        return best;
    }

    private static void fill(Replica replica, Dataset data, int from, int n) {
        Batch batch = replica.batch(n);
        for (int i = 0; i < n; i++) {
            batch.put(i, data, from + i);
        }
    }

    /** {@return what the use of a replica on this thread gives} */
    @SuppressWarnings("try") // the work frees what the body makes
    <T, E extends Exception> T work(Use<T, E> use) throws E {
        Engine.start().prepareThread();
        try (Work work = new Work()) {
            Replica replica = replicas.borrow();
            try {
                return use.on(replica);
            } finally {
                replicas.giveBack(replica);
            }
        }
    }

    /** What somebody does with a replica. */
    interface Use<T, E extends Exception> {
        T on(Replica replica) throws E;
    }

    Architecture architecture() {
        return architecture;
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
        if (!parameters.layout().equals(layout())) {
            throw new IllegalArgumentException("layout: " + parameters.layout() + " (expected: " + layout() + ")");
        }
    }

    @Override
    public String toString() {
        return "TorchModel[" + layout().size() + " parameters, " + device + "]";
    }
}
