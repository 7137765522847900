package org.folkmoot.trainers.dl4j;

import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.testkit.ClientTrainerContract;

/** A graph keeps the contract. */
final class GraphContractTest implements ClientTrainerContract {
    private static final Dl4jModel MODEL = Dl4jModel.graph(Networks.graph());

    @Override
    public ClientTrainer trainer() {
        return Dl4jTrainer.of(MODEL, Networks.twoHeaps());
    }

    @Override
    public ParameterVector start() {
        return MODEL.initial();
    }
}
