package org.folkmoot.trainers.plain;

import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.testkit.ClientTrainerContract;

final class MlpContractTest implements ClientTrainerContract {
    private static final PlainModel MODEL = PlainModel.mlp(3, 5, 2);

    @Override
    public ClientTrainer trainer() {
        return PlainTrainer.of(MODEL, LogisticRegressionContractTest.twoHeaps());
    }

    @Override
    public ParameterVector start() {
        return MODEL.initial(Digest.sha256(new byte[] {1}));
    }
}
