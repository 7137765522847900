package org.folkmoot.trainers.dl4j;

import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.testkit.TrainerLifeContract;

/** Each trainer here makes and closes a network of its own. */
final class DenseLifeTest implements TrainerLifeContract {
    private static final Dl4jModel MODEL = Dl4jModel.multiLayer(Networks.dense());

    @Override
    public ClientTrainer trainer() {
        return Dl4jTrainer.multiLayer(Networks.dense(), Networks.twoHeaps());
    }

    @Override
    public ParameterVector start() {
        return MODEL.initial();
    }
}
