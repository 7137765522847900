package org.folkmoot.benchmarks.engines;

import java.util.Random;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.folkmoot.trainers.dl4j.Dl4jModel;
import org.folkmoot.trainers.dl4j.Dl4jTrainer;
import org.folkmoot.trainers.dl4j.SameDiffNames;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The networks of {@link Workload} as Deeplearning4j builds them. */
final class Dl4jNetworks {
    private static final SameDiffNames NAMES = new SameDiffNames("x", "y", "loss", "logits");

    private Dl4jNetworks() {}

    static Column.Contestant contestant(Workload workload) {
        Dl4jModel model = workload == Workload.DENSE
                ? Dl4jModel.multiLayer(dense(Workload.training().learningRate()))
                : Dl4jModel.sameDiff(Dl4jNetworks::convolution, NAMES);
        return new Column.Contestant(model.initial(), data -> Dl4jTrainer.of(model, data));
    }

    static MultiLayerConfiguration dense(double learningRate) {
        return new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Sgd(learningRate))
                .weightInit(WeightInit.RELU)
                .activation(Activation.RELU)
                .list()
                .layer(new DenseLayer.Builder().nIn(Workload.INPUTS).nOut(200).build())
                .layer(new DenseLayer.Builder().nIn(200).nOut(200).build())
                .layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(200)
                        .nOut(Workload.CLASSES)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build();
    }

    /** Channels last, which oneDNN pools fastest. */
    private static SameDiff convolution() {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.placeHolder("x", DataType.FLOAT, -1, Workload.INPUTS);
        SDVariable y = graph.placeHolder("y", DataType.FLOAT, -1, Workload.CLASSES);
        SDVariable first = stage(graph, "conv1", x.reshape(-1, Workload.SIDE, Workload.SIDE, 1), 1, 32);
        SDVariable second = stage(graph, "conv2", first, 32, 64).reshape(-1, 49 * 64);
        SDVariable hidden = graph.nn()
                .relu(second.mmul(weights(graph, "hidden/W", 49 * 64, 512)).add(zeros(graph, "hidden/b", 512)), 0);
        SDVariable logits = hidden.mmul(weights(graph, "out/W", 512, Workload.CLASSES))
                .add("logits", zeros(graph, "out/b", Workload.CLASSES));
        graph.loss().softmaxCrossEntropy("loss", y, logits, null);
        return graph;
    }

    private static SDVariable stage(SameDiff graph, String name, SDVariable in, int from, int to) {
        var convolution = Conv2DConfig.builder()
                .kH(5)
                .kW(5)
                .sH(1)
                .sW(1)
                .paddingMode(PaddingMode.SAME)
                .dataFormat("NHWC")
                .build();
        var pooling = Pooling2DConfig.builder()
                .kH(2)
                .kW(2)
                .sH(2)
                .sW(2)
                .paddingMode(PaddingMode.SAME)
                .isNHWC(true)
                .build();
        SDVariable weights = weights(graph, name + "/W", 5, 5, from, to);
        SDVariable out = graph.cnn().conv2d(in, weights, zeros(graph, name + "/b", to), convolution);
        return graph.cnn().maxPooling2d(graph.nn().relu(out, 0), pooling);
    }

    private static SDVariable zeros(SameDiff graph, String name, int size) {
        return graph.var(name, Nd4j.zeros(DataType.FLOAT, size));
    }

    private static SDVariable weights(SameDiff graph, String name, long... shape) {
        RandomGenerator random = new Random(name.hashCode());
        INDArray values = Nd4j.zeros(DataType.FLOAT, shape);
        double spread = Math.sqrt(2.0 * shape[shape.length - 1] / values.length());
        for (long i = 0; i < values.length(); i++) {
            values.putScalar(i, spread * random.nextGaussian());
        }
        return graph.var(name, values);
    }
}
