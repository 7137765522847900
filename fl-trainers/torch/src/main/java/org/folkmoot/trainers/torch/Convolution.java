package org.folkmoot.trainers.torch;

import static org.bytedeco.pytorch.global.torch.bmm;
import static org.bytedeco.pytorch.global.torch.convolution;
import static org.bytedeco.pytorch.global.torch.convolution_backward;
import static org.bytedeco.pytorch.global.torch.im2col;

import java.util.List;
import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/**
 * A two-dimensional convolution with square filters and stride 1; weights of shape [filters][channels][kernel][kernel].
 *
 * @param input the images that it takes
 * @param filters how many channels it gives
 * @param kernel side of a filter, in pixels
 * @param padding zeros added on each side, in pixels
 */
record Convolution(Shape input, int filters, int kernel, int padding) implements Layer {
    private static final long[] ONES = {1, 1};
    private static final long[] ZEROS = {0, 0};

    Convolution {
        input.requireImage("convolution");
        if (kernel < 1 || padding < 0 || padding >= kernel) {
            throw new IllegalArgumentException(
                    "kernel, padding: " + kernel + ", " + padding + " (expected: kernel >= 1, padding in [0, kernel))");
        }
    }

    @Override
    public Shape output() {
        int margin = 2 * padding - kernel + 1;
        return Shape.image(filters, input.height() + margin, input.width() + margin);
    }

    @Override
    public List<Parameter> parameters() {
        int area = kernel * kernel;
        return List.of(
                Parameter.weights(
                        List.of(filters, input.channels(), kernel, kernel), input.channels() * area, filters * area),
                Parameter.bias(filters));
    }

    @Override
    public Stage stage(List<Tensor> values, List<Tensor> gradients, Natives natives) {
        return new Working(this, values, gradients, natives);
    }

    private static final class Working implements Stage {
        private final long[] kernel;
        private final long[] padding;
        private final long[] biasSize;
        private final Tensor weights;
        private final TensorOptional bias;
        private final Tensor weightGradient;
        private final Tensor biasGradient;
        private final BoolPointer onlyInputs;
        private final BoolPointer onlyParameters;
        private Tensor x;
        private Tensor d;

        Working(Convolution layer, List<Tensor> values, List<Tensor> gradients, Natives natives) {
            kernel = new long[] {layer.kernel, layer.kernel};
            padding = new long[] {layer.padding, layer.padding};
            biasSize = new long[] {layer.filters};
            weights = values.get(0);
            bias = natives.keep(new TensorOptional(values.get(1)));
            weightGradient = gradients.get(0);
            biasGradient = gradients.get(1);
            onlyInputs = natives.keep(mask(true, false, false));
            onlyParameters = natives.keep(mask(false, true, true));
            x = weights;
            d = weights;
        }

        private static BoolPointer mask(boolean... wanted) {
            BoolPointer mask = new BoolPointer(wanted.length);
            for (int i = 0; i < wanted.length; i++) {
                mask.put(i, wanted[i]);
            }
            return mask;
        }

        @Override
        public Tensor forward(Tensor inputs, boolean training) {
            x = inputs;
            return convolution(x, weights, bias, ONES, padding, ONES, false, ZEROS, 1);
        }

        @Override
        public Tensor backward(Tensor outputGradient, boolean wanted) {
            d = outputGradient;
            return wanted ? gradients(onlyInputs).get0() : d;
        }

        private T_TensorTensorTensor_T gradients(BoolPointer which) {
            return convolution_backward(d, x, weights, biasSize, ONES, padding, ONES, false, ZEROS, 1, which);
        }

        @Override
        public void gradient(boolean add) {
            T_TensorTensorTensor_T gradients = gradients(onlyParameters);
            if (add) {
                weightGradient.add_(gradients.get1());
                biasGradient.add_(gradients.get2());
            } else {
                weightGradient.copy_(gradients.get1());
                biasGradient.copy_(gradients.get2());
            }
        }

        /**
         * With the patches of an input as columns, the gradient for one example is one matrix product; all of a tile are
         * one batched product.
         */
        @Override
        public void addSquaredNorms(Tensor sums) {
            Tensor patches = im2col(x, kernel, ONES, padding, ONES);
            Tensor perPlace = d.reshape(d.size(0), d.size(1), patches.size(2));
            Tensor perExample = bmm(perPlace, patches.transpose(1, 2));
            sums.add_(Norms.squared(perExample.view(d.size(0), -1)));
            sums.add_(Norms.squared(perPlace.sum(2)));
        }

        @Override
        public void scaleExamples(Tensor factors) {
            d = d.mul(factors.view(-1, 1, 1, 1));
        }
    }
}
