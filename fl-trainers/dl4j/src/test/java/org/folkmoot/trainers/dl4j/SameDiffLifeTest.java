package org.folkmoot.trainers.dl4j;

import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.testkit.TrainerLifeContract;

/** Each trainer here makes and closes a graph of its own. */
final class SameDiffLifeTest implements TrainerLifeContract {
    private static final Dl4jModel MODEL = Dl4jModel.sameDiff(Networks::sameDiff, Networks.NAMES);

    @Override
    public ClientTrainer trainer() {
        return Dl4jTrainer.sameDiff(Networks::sameDiff, Networks.NAMES, Networks.twoHeaps());
    }

    @Override
    public ParameterVector start() {
        return MODEL.initial();
    }
}
