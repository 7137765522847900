package org.folkmoot.trainers.dl4j;

import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.testkit.ClientTrainerContract;

/** Batch-norm statistics are buffers, and the contract holds with them. */
final class ConvolutionContractTest implements ClientTrainerContract {
    private static final Dl4jModel MODEL = Dl4jModel.multiLayer(Networks.convolution());

    @Override
    public ClientTrainer trainer() {
        return Dl4jTrainer.of(MODEL, Networks.images());
    }

    @Override
    public ParameterVector start() {
        return MODEL.initial();
    }
}
