package org.folkmoot.examples.engines;

import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.api.training.ModelEvaluator;
import org.folkmoot.trainers.data.Dataset;

/**
 * Dense layers that some engine computes, and the memory that its trainers and evaluators share.
 *
 * <p>Hidden layers rectify, the output is a softmax trained by cross-entropy.
 */
public interface Perceptron extends AutoCloseable {
    /** {@return parameters to start from: the same values in every engine} */
    ParameterVector initial(Digest seed);

    /** {@return a trainer on the data of one client} */
    ClientTrainer trainer(Dataset data);

    /** {@return what measures models on this data} */
    ModelEvaluator evaluator(Dataset data);

    /** Frees the memory. Its trainers and evaluators work no more. */
    @Override
    void close();
}
