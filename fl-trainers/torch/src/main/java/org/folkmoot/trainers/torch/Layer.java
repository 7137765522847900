package org.folkmoot.trainers.torch;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterRole;

/** One step of a model: what it makes of one example's shape, and which parameters it has. Holds no memory. */
sealed interface Layer permits Dense, Convolution, Rectifier, MaxPool, BatchNorm {
    /** {@return the shape in which examples leave it} */
    Shape output();

    /** {@return its parameters, trainable ones first} */
    default List<Parameter> parameters() {
        return List.of();
    }

    /** {@return why the gradient of a single example does not exist here, or an empty text if it does} */
    default String mixing() {
        return "";
    }

    /** {@return how many examples training takes at a time, at least} */
    default int smallestBatch() {
        return 1;
    }

    /**
     * {@return a working copy for one thread}
     *
     * @param values views of the parameters, in their order
     * @param gradients views of where the gradients of the trainable ones go, in the same order
     * @param natives keeps what the working copy needs
     */
    Stage stage(List<Tensor> values, List<Tensor> gradients, Natives natives);

    /**
     * One parameter tensor of a layer.
     *
     * @param name within the layer
     * @param shape its extents
     * @param role trainable or buffer
     * @param start its initial value where it does not start at random
     * @param fanIn inputs of one output; 0 where it does not start at random
     * @param fanOut outputs that one input reaches
     */
    record Parameter(String name, List<Integer> shape, ParameterRole role, double start, int fanIn, int fanOut) {
        static Parameter weights(List<Integer> shape, int fanIn, int fanOut) {
            return new Parameter("weight", shape, ParameterRole.TRAINABLE, 0, fanIn, fanOut);
        }

        static Parameter constant(String name, int size, ParameterRole role, double start) {
            return new Parameter(name, List.of(size), role, start, 0, 0);
        }

        static Parameter bias(int size) {
            return constant("bias", size, ParameterRole.TRAINABLE, 0);
        }

        ParameterBlock block(String group) {
            return new ParameterBlock(group + "." + name, shape, group, role);
        }
    }

    /**
     * A layer at work on a tile of examples: {@link #forward}, then {@link #backward}, then what its parameters need. It
     * keeps tensors of the caller's scope from one call to the next, and may work in place on a tensor that it is given.
     */
    interface Stage {
        /** {@return the outputs for a tile of inputs} */
        Tensor forward(Tensor x, boolean training);

        /** {@return the loss gradient by the inputs, given that by the outputs; anything where it is not wanted} */
        Tensor backward(Tensor d, boolean wanted);

        /** Writes what the tile adds to the gradient, or adds it to what is there. */
        default void gradient(boolean add) {}

        /** Adds the squared norm of each example's own gradient; shape [examples], double. */
        default void addSquaredNorms(Tensor sums) {}

        /** Multiplies the gradient of each example by a factor; shape [examples][1]. */
        default void scaleExamples(Tensor factors) {}
    }
}
