package org.folkmoot.trainers.torch;

import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.testkit.ClientTrainerContract;

final class LogisticRegressionContractTest implements ClientTrainerContract {
    private static final TorchModel MODEL = TorchModel.logisticRegression(3, 2);

    @Override
    public ClientTrainer trainer() {
        return TorchTrainer.of(MODEL, Samples.heaps(40, 3, 2, "contract"));
    }

    @Override
    public ParameterVector start() {
        return MODEL.initial(Samples.seed("start"));
    }
}
