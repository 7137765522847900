package org.folkmoot.examples.engines;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.api.training.ModelEvaluator;
import org.folkmoot.trainers.data.Dataset;
import org.folkmoot.trainers.dl4j.Dl4jEvaluator;
import org.folkmoot.trainers.dl4j.Dl4jModel;
import org.folkmoot.trainers.dl4j.Dl4jTrainer;
import org.folkmoot.trainers.plain.PlainModel;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Dense layers in Deeplearning4j, whose values lie in the order of the plain model, under other names. */
final class Dl4jPerceptron implements Perceptron {
    private final PlainModel start;
    private final Dl4jModel model;

    Dl4jPerceptron(int inputs, int... widths) {
        Dl4jTrainer.startEngine();
        start = PlainModel.mlp(inputs, widths);
        model = Dl4jModel.multiLayer(configuration(inputs, widths));
    }

    private static MultiLayerConfiguration configuration(int inputs, int... widths) {
        var layers =
                new NeuralNetConfiguration.Builder().activation(Activation.RELU).list();
        int width = inputs;
        for (int i = 0; i < widths.length - 1; i++) {
            layers.layer(new DenseLayer.Builder().nIn(width).nOut(widths[i]).build());
            width = widths[i];
        }
        return layers.layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(width)
                        .nOut(widths[widths.length - 1])
                        .activation(Activation.SOFTMAX)
                        .build())
                .build();
    }

    @Override
    public ParameterVector initial(Digest seed) {
        return ParameterVector.of(model.layout(), start.initial(seed).toFloatArray());
    }

    @Override
    public ClientTrainer trainer(Dataset data) {
        return Dl4jTrainer.of(model, data);
    }

    @Override
    public ModelEvaluator evaluator(Dataset data) {
        return Dl4jEvaluator.of(model, data);
    }

    @Override
    public void close() {
        model.close();
    }
}
