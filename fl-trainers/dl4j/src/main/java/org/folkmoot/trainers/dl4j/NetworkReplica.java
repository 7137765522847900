package org.folkmoot.trainers.dl4j;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterRole;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A working copy of a layer-based network. Its parameters and gradients lie in two flat native arrays, in the order of the
 * flat vector; gradients are sums over the batch.
 */
final class NetworkReplica implements Replica {
    private final Network network;
    private final ParameterLayout layout;
    private final List<Span> spans;
    private final List<String> ownRules = new ArrayList<>();
    private final UpdaterState initialState;
    private double learningRate = Double.NaN;

    NetworkReplica(Network network) {
        this.network = network;
        if (network.parameters().dataType() != DataType.FLOAT) {
            throw new IllegalArgumentException(
                    "data type: " + network.parameters().dataType() + " (expected: FLOAT)");
        }
        this.layout = readLayout();
        this.spans = readSpans();
        this.initialState = stateAfter(0);
    }

    /** The tensors in the order in which they lie in the flat array, which is not that of their names. */
    private ParameterLayout readLayout() {
        List<ParameterBlock> blocks = new ArrayList<>();
        List<Map.Entry<String, INDArray>> tensors =
                new ArrayList<>(network.tensors().entrySet());
        tensors.removeIf(tensor -> tensor.getValue().length() == 0);
        tensors.sort(Comparator.comparingLong(tensor -> tensor.getValue().offset()));
        long next = network.parameters().offset();
        for (Map.Entry<String, INDArray> tensor : tensors) {
            if (tensor.getValue().offset() != next) {
                throw new IllegalArgumentException("offset of " + tensor.getKey() + ": "
                        + tensor.getValue().offset() + " (expected: " + next + ")");
            }
            next += tensor.getValue().length();
            blocks.add(readBlock(tensor.getKey(), tensor.getValue()));
        }
        return new ParameterLayout(ElementType.FLOAT32, blocks);
    }

    private ParameterBlock readBlock(String name, INDArray tensor) {
        Network.Owner owner = network.ownerOf(name);
        readOwnRules(name, owner);
        return new ParameterBlock(
                name,
                rowMajorShape(tensor),
                owner.group(),
                owner.isTrainable() ? ParameterRole.TRAINABLE : ParameterRole.BUFFER);
    }

    /** {@return the shape that reads the same memory row by row: reversed for column-major tensors, [n] for vectors} */
    static List<Integer> rowMajorShape(INDArray tensor) {
        long[] shape = tensor.shape();
        if (tensor.isVector() || tensor.isScalar()) {
            return List.of(Math.toIntExact(tensor.length()));
        }
        boolean columnMajor = tensor.ordering() == 'f';
        return IntStream.range(0, shape.length)
                .mapToObj(i -> Math.toIntExact(shape[columnMajor ? shape.length - 1 - i : i]))
                .toList();
    }

    private void readOwnRules(String name, Network.Owner owner) {
        var config = owner.part().getConfig();
        if (config == null || !owner.isTrainable()) {
            return;
        }
        var regularization = config.getRegularizationByParam(owner.tensor());
        if (regularization != null && !regularization.isEmpty()) {
            ownRules.add("regularisation of " + name);
        }
        GradientNormalization normalization = config.getGradientNormalization();
        if (normalization != null && normalization != GradientNormalization.None) {
            ownRules.add("gradient normalisation of " + owner.group());
        }
        if (network.hasConstraints(owner)) {
            ownRules.add("constraints of " + owner.group());
        }
    }

    private List<Span> readSpans() {
        List<Span> found = new ArrayList<>();
        int from = 0;
        List<ParameterBlock> blocks = layout.blocks();
        for (int i = 0, size = 0; i < blocks.size(); i++) {
            size += blocks.get(i).size();
            ParameterRole role = blocks.get(i).role();
            if (i + 1 == blocks.size() || blocks.get(i + 1).role() != role) {
                found.add(span(from, size, role == ParameterRole.TRAINABLE));
                from += size;
                size = 0;
            }
        }
        return List.copyOf(found);
    }

    private Span span(int from, int size, boolean trainable) {
        return new Span(from, part(network.parameters(), from, size), part(network.gradients(), from, size), trainable);
    }

    private static INDArray part(INDArray flat, int from, int size) {
        return flat.reshape(flat.length()).get(NDArrayIndex.interval(from, from + size));
    }

    @Override
    public ParameterLayout layout() {
        return layout;
    }

    @Override
    public void load(float[] flat) {
        NativeVector.write(network.parameters(), flat, 0);
    }

    @Override
    public float[] save() {
        return NativeVector.copy(network.parameters());
    }

    @Override
    public double computeGradient(INDArray x, INDArray y) {
        return network.computeGradient(x, y);
    }

    @Override
    public List<Span> spans() {
        return spans;
    }

    @Override
    public int gradientDivisor(int examples) {
        return examples;
    }

    @Override
    public List<String> ownRules() {
        return List.copyOf(ownRules);
    }

    @Override
    public void beginByNetwork(double rate, UpdaterState state) {
        if (rate != learningRate) {
            network.setLearningRate(rate);
            learningRate = rate;
        }
        for (INDArray live : network.updaterState()) {
            NativeVector.write(live, state.values(), 0);
        }
    }

    @Override
    public void stepByNetwork(int step, int epoch, int examples) {
        network.update(step, epoch, examples);
    }

    @Override
    public UpdaterState stateAfter(int steps) {
        INDArray[] live = network.updaterState();
        return UpdaterState.adopt(live.length == 0 ? new float[0] : NativeVector.copy(live[0]), steps);
    }

    @Override
    public UpdaterState initialState() {
        return initialState;
    }

    @Override
    public float[] scores(INDArray x) {
        INDArray scores = network.scores(x).dup('c');
        float[] values = NativeVector.copy(scores);
        scores.close();
        return values;
    }

    @Override
    public double loss(INDArray x, INDArray y) {
        return network.loss(x, y);
    }

    @Override
    public void forgetBatch() {
        network.forgetBatch();
    }

    @Override
    public void close() {
        network.close();
    }
}
