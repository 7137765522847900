package org.folkmoot.trainers.torch;

import static org.bytedeco.pytorch.global.torch.addmm;
import static org.bytedeco.pytorch.global.torch.mm;
import static org.bytedeco.pytorch.global.torch.mm_out;
import static org.bytedeco.pytorch.global.torch.sum_out;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;

/**
 * An affine layer {@code y = W x + b}, W of shape [units][inputs]; images are flattened channel by channel.
 *
 * @param input what it takes
 * @param units how many values it gives
 */
record Dense(Shape input, int units) implements Layer {
    @Override
    public Shape output() {
        return Shape.features(units);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.weights(List.of(units, input.size()), input.size(), units), Parameter.bias(units));
    }

    @Override
    public Stage stage(List<Tensor> values, List<Tensor> gradients, Natives natives) {
        return new Working(input, values, gradients, natives);
    }

    private static final class Working implements Stage {
        private static final long[] OVER_EXAMPLES = {0};

        private final Shape input;
        private final Tensor weights;
        private final Tensor transposed;
        private final Tensor bias;
        private final Tensor weightGradient;
        private final Tensor biasGradient;
        private final ScalarTypeOptional sameType;
        private final Scalar one;
        private Tensor x;
        private Tensor d;

        Working(Shape input, List<Tensor> values, List<Tensor> gradients, Natives natives) {
            this.input = input;
            weights = values.get(0);
            transposed = natives.keep(weights.t());
            bias = values.get(1);
            weightGradient = gradients.get(0);
            biasGradient = gradients.get(1);
            sameType = natives.keep(new ScalarTypeOptional());
            one = natives.keep(new Scalar(1.0));
            x = weights;
            d = weights;
        }

        @Override
        public Tensor forward(Tensor inputs, boolean training) {
            x = input.isImage() ? inputs.reshape(inputs.size(0), input.size()) : inputs;
            return addmm(bias, x, transposed);
        }

        @Override
        public Tensor backward(Tensor outputGradient, boolean wanted) {
            d = outputGradient;
            if (!wanted) {
                return d;
            }
            Tensor passed = mm(d, weights);
            return input.isImage() ? passed.view(input.of(passed.size(0))) : passed;
        }

        @Override
        public void gradient(boolean add) {
            if (add) {
                weightGradient.addmm_(d.t(), x);
                biasGradient.add_(d.sum(OVER_EXAMPLES, false, sameType));
            } else {
                mm_out(weightGradient, d.t(), x);
                sum_out(biasGradient, d, OVER_EXAMPLES, false, sameType);
            }
        }

        /**
         * The gradient for one example is the outer product of its output gradient δ and its input a, and δ for the bias,
         * so its squared norm is {@code ‖δ‖² (‖a‖² + 1)} (Goodfellow 2015).
         */
        @Override
        public void addSquaredNorms(Tensor sums) {
            sums.addcmul_(Norms.squared(d), Norms.squared(x).add_(one));
        }

        @Override
        public void scaleExamples(Tensor factors) {
            d.mul_(factors);
        }
    }
}
