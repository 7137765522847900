package org.folkmoot.trainers.torch;

import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.testkit.ClientTrainerContract;

final class BatchNormContractTest implements ClientTrainerContract {
    private static final TorchModel MODEL = TorchModel.images(1, 6, 6)
            .convolution(4, 3)
            .batchNorm()
            .relu()
            .dense(8)
            .batchNorm()
            .relu()
            .dense(2)
            .build();

    @Override
    public ClientTrainer trainer() {
        return TorchTrainer.of(MODEL, Samples.heaps(40, 36, 2, "contract"));
    }

    @Override
    public ParameterVector start() {
        return MODEL.initial(Samples.seed("start"));
    }
}
