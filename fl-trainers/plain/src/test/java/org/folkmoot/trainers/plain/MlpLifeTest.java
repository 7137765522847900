package org.folkmoot.trainers.plain;

import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.testkit.TrainerLifeContract;

final class MlpLifeTest implements TrainerLifeContract {
    private static final Digest SEED = Digest.sha256(new byte[] {1});

    @Override
    public ClientTrainer trainer() {
        return PlainTrainer.of(PlainModel.mlp(3, 5, 2), LogisticRegressionContractTest.twoHeaps());
    }

    @Override
    public ParameterVector start() {
        return PlainModel.mlp(3, 5, 2).initial(SEED);
    }
}
