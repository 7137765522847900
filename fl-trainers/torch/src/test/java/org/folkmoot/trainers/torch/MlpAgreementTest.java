package org.folkmoot.trainers.torch;

import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.testkit.EngineAgreementContract;
import org.folkmoot.trainers.data.Dataset;
import org.folkmoot.trainers.plain.PlainModel;
import org.folkmoot.trainers.plain.PlainTrainer;

/** One vector serves both engines, and they come to the same model. */
final class MlpAgreementTest implements EngineAgreementContract {
    private static final TorchModel MODEL = TorchModel.mlp(20, 9, 7, 4);
    private static final PlainModel REFEREE = PlainModel.mlp(20, 9, 7, 4);
    private static final Dataset DATA = Samples.heaps(45, 20, 4, "agreement");

    @Override
    public ClientTrainer trainer() {
        return TorchTrainer.of(MODEL, DATA);
    }

    @Override
    public ClientTrainer referee() {
        return PlainTrainer.of(REFEREE, DATA);
    }

    @Override
    public ParameterVector start() {
        return REFEREE.initial(Samples.seed("start"));
    }
}
