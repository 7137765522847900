package org.folkmoot.trainers.torch;

import static org.bytedeco.pytorch.global.torch.threshold_backward_out;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * {@code max(0, x)}, value by value.
 *
 * @param output what it takes and gives
 */
record Rectifier(Shape output) implements Layer {
    @Override
    public Stage stage(List<Tensor> values, List<Tensor> gradients, Natives natives) {
        return new Working(natives);
    }

    private static final class Working implements Stage {
        private final Scalar zero;
        private Tensor y;

        Working(Natives natives) {
            zero = natives.keep(new Scalar(0.0));
            y = natives.keep(new Tensor());
        }

        @Override
        public Tensor forward(Tensor x, boolean training) {
            y = x.relu_();
            return y;
        }

        @Override
        public Tensor backward(Tensor d, boolean wanted) {
            return wanted ? threshold_backward_out(d, d, y, zero) : d;
        }
    }
}
