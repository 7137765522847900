package org.folkmoot.trainers.torch;

import static org.bytedeco.pytorch.global.torch.zeros;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ExampleClipping;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.training.StepCorrection;
import org.folkmoot.trainers.torch.Layer.Stage;

/**
 * One working copy of a model with all native memory that training and prediction keep: O(parameters) and a tile of
 * inputs. Used by one thread at a time, for one client after another, inside {@link Work}.
 */
final class Replica implements AutoCloseable {
    /** Examples that go through at once, unless the layers want a whole batch. */
    static final int TILE = 128;

    /**
     * Shrinks what is clipped by a little more than float32 can round up afterwards: the factor, the output gradient times
     * it, and that times the input, each within 2^-24.
     */
    private static final double ROUNDING = 1 - 0x1p-22;

    private final Natives natives = new Natives();
    private final Architecture architecture;
    private final TorchDevice device;
    private final FlatTensor weights;
    private final List<Stage> stages = new ArrayList<>();
    private final SoftmaxLoss loss;
    private final SgdStep step;
    /** The first stage that has parameters; gradients go no further down. */
    private int lowest = -1;

    private Batch batch;

    Replica(Architecture architecture, TorchDevice device) {
        this.architecture = architecture;
        this.device = device;
        weights = new FlatTensor(architecture.layout(), device, natives);
        FlatTensor gradient = new FlatTensor(architecture.layout(), device, natives);
        addStages(weights.blocks(natives), gradient.blocks(natives));
        loss = new SoftmaxLoss(device, natives);
        int trainable = architecture.trainable();
        step = new SgdStep(
                architecture.layout(),
                device,
                natives,
                weights.first(trainable, natives),
                gradient.first(trainable, natives));
        batch = new Batch(TILE, architecture.input(), device);
    }

    private void addStages(List<Tensor> values, List<Tensor> gradients) {
        for (int i = 0; i < architecture.layers().size(); i++) {
            List<Integer> places = architecture.places(i);
            if (lowest < 0 && !places.isEmpty()) {
                lowest = stages.size();
            }
            stages.add(architecture
                    .layers()
                    .get(i)
                    .stage(
                            places.stream().map(values::get).toList(),
                            places.stream().map(gradients::get).toList(),
                            natives));
        }
    }

    /** Takes the parameters of a model. */
    void load(ParameterVector model) {
        weights.load(model);
    }

    /** {@return the parameters} */
    ParameterVector toVector() {
        return weights.toVector();
    }

    /** {@return the steps of a task, in the caller's scope} */
    SgdStep.Run begin(LocalTraining training, StepCorrection correction) {
        return step.begin(training, correction);
    }

    SoftmaxLoss loss() {
        return loss;
    }

    /** {@return room for so many examples} */
    Batch batch(int examples) {
        if (batch.capacity() < examples) {
            batch.close();
            batch = new Batch(examples, architecture.input(), device);
        }
        return batch;
    }

    /**
     * Puts the gradient of the batch's first examples times a scale, each of them clipped before, in place of the one that
     * is there, or adds it.
     */
    @SuppressWarnings("try") // the scope frees what the body makes
    void gradient(int n, double scale, ExampleClipping clipping, boolean add) {
        try (PointerScope scope = new PointerScope()) {
            backward(n, new Scalar(scale));
            if (!clipping.isNone()) {
                clip(squaredNorms(n), clipping.bound() * scale * ROUNDING);
            }
            for (int i = lowest; i < stages.size(); i++) {
                stages.get(i).gradient(add);
            }
        }
    }

    private void backward(int n, Scalar scale) {
        Tensor d = loss.addForGradient(forward(n, true), batch.labels(n), scale);
        for (int i = stages.size() - 1; i >= lowest; i--) {
            d = stages.get(i).backward(d, i > lowest);
        }
    }

    private Tensor squaredNorms(int n) {
        Tensor sums = zeros(new long[] {n}, device.options(ScalarType.Double));
        for (int i = lowest; i < stages.size(); i++) {
            stages.get(i).addSquaredNorms(sums);
        }
        return sums;
    }

    private void clip(Tensor squaredNorms, double bound) {
        Tensor factors =
                squaredNorms.sqrt_().reciprocal_().mul_(new Scalar(bound)).clamp_max_(new Scalar(1.0));
        Tensor column = factors.to(ScalarType.Float).view(-1, 1);
        for (int i = lowest; i < stages.size(); i++) {
            stages.get(i).scaleExamples(column);
        }
    }

    /** Writes the norms of the gradients of the batch's first examples. */
    @SuppressWarnings("try") // the scope frees what the body makes
    void gradientNorms(int n, double[] target, int offset) {
        try (PointerScope scope = new PointerScope()) {
            backward(n, new Scalar(1.0));
            Tensor norms = onHost(squaredNorms(n).sqrt_());
            new DoublePointer(norms.data_ptr()).get(target, offset, n);
        }
    }

    /** Computes the logits of the batch's first examples, and adds their losses. {@return shape [n][classes], row by row} */
    @SuppressWarnings("try") // the scope frees what the body makes
    float[] logits(int n) {
        try (PointerScope scope = new PointerScope()) {
            Tensor logits = forward(n, false);
            loss.add(logits, batch.labels(n));
            float[] values = new float[n * architecture.classes()];
            new FloatPointer(onHost(logits).data_ptr()).get(values);
            return values;
        }
    }

    private Tensor forward(int n, boolean training) {
        Tensor x = batch.features(n);
        for (Stage stage : stages) {
            x = stage.forward(x, training);
        }
        return x;
    }

    private Tensor onHost(Tensor tensor) {
        return device.isCpu() ? tensor : tensor.to(new Device(DeviceType.CPU), tensor.scalar_type());
    }

    @Override
    public void close() {
        batch.close();
        natives.close();
    }
}
