package org.folkmoot.trainers.dl4j;

import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.testkit.ClientTrainerContract;

/** With the network's own updater, plain SGD here, the contract holds too. */
final class NetworkUpdaterContractTest implements ClientTrainerContract {
    private static final Dl4jModel MODEL = Dl4jModel.multiLayer(Networks.convolution());

    @Override
    public ClientTrainer trainer() {
        return Dl4jTrainer.of(MODEL, Networks.images()).withOptimizer(Optimizer.NETWORK_RESET);
    }

    @Override
    public LocalTraining otherTraining() {
        return LocalTraining.sgd(1, 5, 0.2);
    }

    @Override
    public ParameterVector start() {
        return MODEL.initial();
    }
}
