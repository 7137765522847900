package org.folkmoot.trainers.dl4j;

import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.testkit.ClientTrainerContract;

/** SameDiff keeps the contract. */
final class SameDiffContractTest implements ClientTrainerContract {
    private static final Dl4jModel MODEL = Dl4jModel.sameDiff(Networks::sameDiff, Networks.NAMES);

    @Override
    public ClientTrainer trainer() {
        return Dl4jTrainer.of(MODEL, Networks.twoHeaps());
    }

    @Override
    public ParameterVector start() {
        return MODEL.initial();
    }
}
