package org.folkmoot.examples.engines;

import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.api.training.ModelEvaluator;
import org.folkmoot.trainers.data.Dataset;
import org.folkmoot.trainers.plain.PlainEvaluator;
import org.folkmoot.trainers.plain.PlainModel;
import org.folkmoot.trainers.plain.PlainTrainer;

/** Dense layers in plain Java. */
final class PlainPerceptron implements Perceptron {
    private final PlainModel model;

    PlainPerceptron(int inputs, int... widths) {
        model = PlainModel.mlp(inputs, widths);
    }

    @Override
    public ParameterVector initial(Digest seed) {
        return model.initial(seed);
    }

    @Override
    public ClientTrainer trainer(Dataset data) {
        return PlainTrainer.of(model, data);
    }

    @Override
    public ModelEvaluator evaluator(Dataset data) {
        return PlainEvaluator.of(model, data);
    }

    @Override
    public void close() {}
}
