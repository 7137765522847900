package org.folkmoot.trainers.torch;

import static org.bytedeco.pytorch.global.torch.max_pool2d_with_indices;
import static org.bytedeco.pytorch.global.torch.max_pool2d_with_indices_backward;

import java.util.List;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;

/**
 * The largest value of each square of pixels; squares do not overlap, and what is left over at the far edges is dropped.
 *
 * @param input the images that it takes
 * @param side of a square, in pixels
 */
record MaxPool(Shape input, int side) implements Layer {
    MaxPool {
        input.requireImage("max pool");
        if (side < 1 || side > Math.min(input.height(), input.width())) {
            throw new IllegalArgumentException(
                    "side: " + side + " (expected: in [1, " + Math.min(input.height(), input.width()) + "])");
        }
    }

    @Override
    public Shape output() {
        return Shape.image(input.channels(), input.height() / side, input.width() / side);
    }

    @Override
    public Stage stage(List<Tensor> values, List<Tensor> gradients, Natives natives) {
        return new Working(side, natives);
    }

    private static final class Working implements Stage {
        private static final long[] ONES = {1, 1};
        private static final long[] ZEROS = {0, 0};

        private final long[] side;
        private Tensor x;
        private Tensor places;

        Working(int side, Natives natives) {
            this.side = new long[] {side, side};
            x = natives.keep(new Tensor());
            places = x;
        }

        @Override
        public Tensor forward(Tensor inputs, boolean training) {
            x = inputs;
            T_TensorTensor_T pooled = max_pool2d_with_indices(x, side, side, ZEROS, ONES, false);
            places = pooled.get1();
            return pooled.get0();
        }

        @Override
        public Tensor backward(Tensor d, boolean wanted) {
            return wanted ? max_pool2d_with_indices_backward(d, x, side, side, ZEROS, ONES, false, places) : d;
        }
    }
}
