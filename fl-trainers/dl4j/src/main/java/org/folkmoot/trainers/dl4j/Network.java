package org.folkmoot.trainers.dl4j;

import java.util.Map;
import org.deeplearning4j.nn.api.Trainable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What the two layer-based network classes of the engine have in common, without a type of the engine that says so. */
interface Network {
    /** {@return all parameters, live, in one dimension} */
    INDArray parameters();

    /** {@return the gradients of all parameters, live, as long as the parameters} */
    INDArray gradients();

    /** {@return the parameters as named tensors, views on {@link #parameters}} */
    Map<String, INDArray> tensors();

    /** {@return the layer or vertex that owns a tensor, with the tensor's name inside it} */
    Owner ownerOf(String tensor);

    /** {@return whether something pulls the parameters of a layer back after each step} */
    boolean hasConstraints(Owner owner);

    /** Computes the gradients and {@return the mean loss} */
    double computeGradient(INDArray x, INDArray y);

    void setLearningRate(double rate);

    /** {@return the live state of the updater; empty array if it has none} */
    INDArray[] updaterState();

    /** Turns the gradients into steps, subtracts them and applies constraints. */
    void update(int step, int epoch, int examples);

    INDArray scores(INDArray x);

    double loss(INDArray x, INDArray y);

    void forgetBatch();

    /** Gives the native memory back. The engine's own way of closing also collects the garbage of the whole JVM. */
    default void close() {
        for (INDArray state : updaterState()) {
            closeOwned(state);
        }
        closeOwned(gradients());
        closeOwned(parameters());
    }

    private static void closeOwned(INDArray array) {
        if (array.closeable()) {
            array.close();
        }
    }

    /**
     * Who owns a tensor.
     *
     * @param part the layer or vertex
     * @param group its name
     * @param tensor the name of the tensor inside it
     * @param frozen whether training leaves it alone
     */
    record Owner(Trainable part, String group, String tensor, boolean frozen) {
        /** {@return whether gradient descent moves the tensor} */
        boolean isTrainable() {
            return !frozen && part.updaterDivideByMinibatch(tensor);
        }
    }
}
