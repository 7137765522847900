package org.folkmoot.trainers.dl4j;

import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.testkit.EngineAgreementContract;

/** A convolution in SameDiff, which oneDNN computes, does what that of a MultiLayerNetwork does, which it does not. */
final class ConvolutionAgreementTest implements EngineAgreementContract {
    private static final Dl4jModel MODEL = Dl4jModel.sameDiff(Networks::sameDiffConvolution, Networks.NAMES);
    private static final Dl4jModel REFEREE = Dl4jModel.multiLayer(Networks.convolutionOnly());

    @Override
    public ClientTrainer trainer() {
        return Dl4jTrainer.of(MODEL, Networks.images());
    }

    @Override
    public ClientTrainer referee() {
        return Dl4jTrainer.of(REFEREE, Networks.images());
    }

    @Override
    public ParameterVector start() {
        return REFEREE.initial();
    }
}
