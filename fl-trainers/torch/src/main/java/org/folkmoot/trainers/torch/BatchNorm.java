package org.folkmoot.trainers.torch;

import static org.bytedeco.pytorch.global.torch.native_batch_norm;
import static org.bytedeco.pytorch.global.torch.native_batch_norm_backward;

import java.util.List;
import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.folkmoot.api.model.ParameterRole;

/**
 * Batch normalisation by channel (Ioffe and Szegedy 2015): in training by the statistics of the batch, which also move
 * the running ones by a tenth; otherwise by the running ones, which are buffers.
 *
 * @param output what it takes and gives
 */
record BatchNorm(Shape output) implements Layer {
    @Override
    public List<Parameter> parameters() {
        int channels = output.channels();
        return List.of(
                Parameter.constant("weight", channels, ParameterRole.TRAINABLE, 1),
                Parameter.bias(channels),
                Parameter.constant("mean", channels, ParameterRole.BUFFER, 0),
                Parameter.constant("variance", channels, ParameterRole.BUFFER, 1));
    }

    @Override
    public String mixing() {
        return "batch norm computes each example with the others of its batch";
    }

    /** One value has no variance. */
    @Override
    public int smallestBatch() {
        return output.height() * output.width() > 1 ? 1 : 2;
    }

    @Override
    public Stage stage(List<Tensor> values, List<Tensor> gradients, Natives natives) {
        return new Working(values, gradients, natives);
    }

    private static final class Working implements Stage {
        private static final double MOMENTUM = 0.1;
        private static final double EPSILON = 1e-5;

        private final TensorOptional weights;
        private final TensorOptional bias;
        private final TensorOptional mean;
        private final TensorOptional variance;
        private final Tensor weightGradient;
        private final Tensor biasGradient;
        private final BoolPointer all;
        private Tensor x;
        private Tensor batchMean;
        private Tensor batchDeviation;
        private T_TensorTensorTensor_T gradients;

        Working(List<Tensor> values, List<Tensor> gradients, Natives natives) {
            weights = natives.keep(new TensorOptional(values.get(0)));
            bias = natives.keep(new TensorOptional(values.get(1)));
            mean = natives.keep(new TensorOptional(values.get(2)));
            variance = natives.keep(new TensorOptional(values.get(3)));
            weightGradient = gradients.get(0);
            biasGradient = gradients.get(1);
            all = natives.keep(new BoolPointer(3));
            all.put(0, true).put(1, true).put(2, true);
            x = weightGradient;
            batchMean = x;
            batchDeviation = x;
            this.gradients = natives.keep(new T_TensorTensorTensor_T());
        }

        @Override
        public Tensor forward(Tensor inputs, boolean training) {
            x = inputs;
            T_TensorTensorTensor_T normalised =
                    native_batch_norm(x, weights, bias, mean, variance, training, MOMENTUM, EPSILON);
            batchMean = normalised.get1();
            batchDeviation = normalised.get2();
            return normalised.get0();
        }

        @Override
        public Tensor backward(Tensor d, boolean wanted) {
            var savedMean = new TensorOptional(batchMean);
            var savedDeviation = new TensorOptional(batchDeviation);
            gradients = native_batch_norm_backward(
                    d, x, weights, mean, variance, savedMean, savedDeviation, true, EPSILON, all);
            return gradients.get0();
        }

        @Override
        public void gradient(boolean add) {
            if (add) {
                throw new AssertionError("batch norm sees a batch as one tile");
            }
            weightGradient.copy_(gradients.get1());
            biasGradient.copy_(gradients.get2());
        }
    }
}
