package org.folkmoot.trainers.torch;

import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.testkit.ClientTrainerContract;

final class ConvolutionContractTest implements ClientTrainerContract {
    private static final TorchModel MODEL = TorchModel.images(1, 8, 8)
            .convolution(4, 3, 1)
            .relu()
            .maxPool(2)
            .convolution(3, 2)
            .relu()
            .dense(3)
            .build();

    @Override
    public ClientTrainer trainer() {
        return TorchTrainer.of(MODEL, Samples.heaps(40, 64, 3, "contract"));
    }

    @Override
    public ParameterVector start() {
        return MODEL.initial(Samples.seed("start"));
    }
}
