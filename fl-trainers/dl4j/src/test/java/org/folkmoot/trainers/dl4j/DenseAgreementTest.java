package org.folkmoot.trainers.dl4j;

import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.testkit.EngineAgreementContract;
import org.folkmoot.trainers.plain.PlainModel;
import org.folkmoot.trainers.plain.PlainTrainer;

/** A network of dense layers is the plain trainer's, to the order of its parameters. */
final class DenseAgreementTest implements EngineAgreementContract {
    private static final Dl4jModel MODEL = Dl4jModel.multiLayer(Networks.dense());
    private static final PlainModel REFEREE = PlainModel.mlp(3, 5, 2);

    @Override
    public ClientTrainer trainer() {
        return Dl4jTrainer.of(MODEL, Networks.twoHeaps());
    }

    @Override
    public ClientTrainer referee() {
        return PlainTrainer.of(REFEREE, Networks.twoHeaps());
    }

    @Override
    public ParameterVector start() {
        return REFEREE.initial(Digest.sha256(new byte[] {1}));
    }
}
