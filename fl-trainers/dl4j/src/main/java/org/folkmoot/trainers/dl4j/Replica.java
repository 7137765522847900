package org.folkmoot.trainers.dl4j;

import java.util.List;
import org.folkmoot.api.model.ParameterLayout;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One working copy of a network with its native memory, for one thread at a time.
 *
 * <p>A step is {@link #computeGradient}, then changes to {@link #spans}, then possibly {@link #stepByNetwork}.
 */
interface Replica extends AutoCloseable {
    ParameterLayout layout();

    /** Sets all parameters, in flat order. */
    void load(float[] flat);

    /** {@return all parameters in flat order, in a new array} */
    float[] save();

    /**
     * Computes the gradient of a batch at the current parameters.
     *
     * @param x shape [examples][inputs]
     * @param y shape [examples][classes], one-hot
     * @return the mean loss, in the network's own unit
     */
    double computeGradient(INDArray x, INDArray y);

    /** {@return the parameters with the gradient that was computed last, in flat order} */
    List<Span> spans();

    /** {@return by what the gradients must be divided to be those of the mean loss of a batch of this size} */
    int gradientDivisor(int examples);

    /** {@return why the network's own wishes beyond the gradient cannot be left out; empty if it has none} */
    List<String> ownRules();

    /** Makes the network's own updater ready, with this learning rate. */
    void beginByNetwork(double learningRate, UpdaterState state);

    /** Moves the parameters as the network's own updater says, given the gradients as they are now. */
    void stepByNetwork(int step, int epoch, int examples);

    /** {@return the state of the network's own updater after so many steps} */
    UpdaterState stateAfter(int steps);

    /** {@return the state that the network's own updater starts with} */
    UpdaterState initialState();

    /** {@return the scores of each class, [examples][classes] row by row, in inference mode} */
    float[] scores(INDArray x);

    /** {@return the mean loss of a batch, in inference mode} */
    double loss(INDArray x, INDArray y);

    /** Lets go of the last batch. */
    void forgetBatch();

    @Override
    void close();
}
