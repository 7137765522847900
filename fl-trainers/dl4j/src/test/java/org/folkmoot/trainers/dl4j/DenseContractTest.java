package org.folkmoot.trainers.dl4j;

import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.testkit.ClientTrainerContract;

/** A network of layers keeps the contract. */
final class DenseContractTest implements ClientTrainerContract {
    private static final Dl4jModel MODEL = Dl4jModel.multiLayer(Networks.dense());

    @Override
    public ClientTrainer trainer() {
        return Dl4jTrainer.of(MODEL, Networks.twoHeaps());
    }

    @Override
    public ParameterVector start() {
        return MODEL.initial();
    }
}
