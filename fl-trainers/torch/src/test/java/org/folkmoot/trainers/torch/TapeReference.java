package org.folkmoot.trainers.torch;

import static org.bytedeco.pytorch.global.torch.batch_norm;
import static org.bytedeco.pytorch.global.torch.conv2d;
import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;
import static org.bytedeco.pytorch.global.torch.linear;
import static org.bytedeco.pytorch.global.torch.max_pool2d;
import static org.bytedeco.pytorch.global.torch.relu;
import static org.bytedeco.pytorch.global.torch.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterRole;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.trainers.data.Dataset;

/** The gradient of the mean loss by the engine's own layers and tape, in double. */
final class TapeReference {
    private final TorchModel model;
    private final ParameterVector parameters;
    private final List<Tensor> leaves = new ArrayList<>();

    private TapeReference(TorchModel model, ParameterVector parameters) {
        this.model = model;
        this.parameters = parameters;
    }

    /** {@return the gradient by the trainable parameters, over all examples of the data} */
    @SuppressWarnings("try") // the scope frees what the body makes
    static double[] gradient(TorchModel model, ParameterVector parameters, Dataset data) {
        try (PointerScope scope = new PointerScope()) {
            return new TapeReference(model, parameters).gradient(data);
        }
    }

    private double[] gradient(Dataset data) {
        float[] rows = new float[data.size() * data.inputs()];
        long[] labels = new long[data.size()];
        for (int i = 0; i < labels.length; i++) {
            data.copyRow(i, rows, i * data.inputs());
            labels[i] = data.label(i);
        }
        Tensor x = tensor(rows)
                .to(ScalarType.Double)
                .view(model.architecture().input().of(labels.length));
        for (int layer = 0; layer < model.architecture().layers().size(); layer++) {
            x = apply(layer, x);
        }
        cross_entropy_loss(x, tensor(labels)).backward();
        return collect();
    }

    private Tensor apply(int place, Tensor x) {
        Layer layer = model.architecture().layers().get(place);
        List<Tensor> p =
                model.architecture().places(place).stream().map(this::leaf).toList();
        if (layer instanceof Dense) {
            return linear(x.flatten(1, -1), p.get(0), new TensorOptional(p.get(1)));
        }
        if (layer instanceof Convolution convolution) {
            long[] padding = {convolution.padding(), convolution.padding()};
            long[] ones = {1, 1};
            return conv2d(x, p.get(0), new TensorOptional(p.get(1)), ones, padding, ones, 1);
        }
        if (layer instanceof MaxPool pool) {
            return max_pool2d(x, pool.side(), pool.side());
        }
        if (layer instanceof BatchNorm) {
            var weight = new TensorOptional(p.get(0));
            var bias = new TensorOptional(p.get(1));
            return batch_norm(x, weight, bias, new TensorOptional(), new TensorOptional(), true, 0.1, 1e-5, false);
        }
        return relu(x);
    }

    private Tensor leaf(int place) {
        ParameterBlock block = model.layout().blocks().get(place);
        int from = model.layout().offsetOf(block.name());
        float[] values = Arrays.copyOfRange(parameters.toFloatArray(), from, from + block.size());
        long[] shape = block.shape().stream().mapToLong(Integer::longValue).toArray();
        Tensor leaf = tensor(values).to(ScalarType.Double).view(shape);
        if (block.role() == ParameterRole.TRAINABLE) {
            leaf.set_requires_grad(true);
            leaves.add(leaf);
        }
        return leaf;
    }

    private double[] collect() {
        double[] gradient = new double[model.architecture().trainable()];
        int offset = 0;
        for (Tensor leaf : leaves) {
            Tensor own = leaf.grad().contiguous();
            int size = Math.toIntExact(own.numel());
            new DoublePointer(own.data_ptr()).get(gradient, offset, size);
            offset += size;
        }
        return gradient;
    }
}
