package org.folkmoot.examples.engines;

import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.api.training.ModelEvaluator;
import org.folkmoot.trainers.data.Dataset;
import org.folkmoot.trainers.plain.PlainModel;
import org.folkmoot.trainers.torch.TorchEvaluator;
import org.folkmoot.trainers.torch.TorchModel;
import org.folkmoot.trainers.torch.TorchTrainer;

/** Dense layers in PyTorch, whose layout is that of the plain model. */
final class TorchPerceptron implements Perceptron {
    private final PlainModel start;
    private final TorchModel model;

    TorchPerceptron(int inputs, int... widths) {
        start = PlainModel.mlp(inputs, widths);
        model = TorchModel.mlp(inputs, widths);
    }

    @Override
    public ParameterVector initial(Digest seed) {
        return start.initial(seed);
    }

    @Override
    public ClientTrainer trainer(Dataset data) {
        return TorchTrainer.of(model, data);
    }

    @Override
    public ModelEvaluator evaluator(Dataset data) {
        return TorchEvaluator.of(model, data);
    }

    @Override
    public void close() {
        model.close();
    }
}
