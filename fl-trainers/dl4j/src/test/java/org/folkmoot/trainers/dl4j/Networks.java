package org.folkmoot.trainers.dl4j;

import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.folkmoot.trainers.data.Dataset;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Small networks and data that the tests share. */
final class Networks {
    static final int SIDE = 4;
    static final SameDiffNames NAMES = new SameDiffNames("x", "y", "loss", "logits");

    private Networks() {}

    static NeuralNetConfiguration.Builder settings() {
        return settings(new Sgd(0.1));
    }

    static NeuralNetConfiguration.Builder settings(IUpdater updater) {
        return new NeuralNetConfiguration.Builder()
                .seed(7)
                .updater(updater)
                .weightInit(WeightInit.XAVIER)
                .activation(Activation.RELU);
    }

    /** 3 inputs, 5 hidden units, 2 classes: the plain trainer's {@code mlp(3, 5, 2)}. */
    static MultiLayerConfiguration dense(NeuralNetConfiguration.Builder settings) {
        return settings.list()
                .layer(new DenseLayer.Builder().nIn(3).nOut(5).build())
                .layer(output(5))
                .build();
    }

    static MultiLayerConfiguration dense() {
        return dense(settings());
    }

    /** Images of 4 x 4: convolution, batch norm, output. */
    static MultiLayerConfiguration convolution() {
        return settings()
                .list()
                .layer(new ConvolutionLayer.Builder(3, 3).nOut(2).build())
                .layer(new BatchNormalization())
                .layer(output(0))
                .setInputType(InputType.convolutionalFlat(SIDE, SIDE, 1))
                .build();
    }

    /** Images of 4 x 4: convolution, output. */
    static MultiLayerConfiguration convolutionOnly() {
        return settings()
                .list()
                .layer(new ConvolutionLayer.Builder(3, 3).nOut(2).build())
                .layer(output(0))
                .setInputType(InputType.convolutionalFlat(SIDE, SIDE, 1))
                .build();
    }

    /** As {@link #convolutionOnly()}, with names that sort as its tensors lie. */
    static SameDiff sameDiffConvolution() {
        SameDiff graph = SameDiff.create();
        var x = graph.placeHolder("x", DataType.FLOAT, -1, SIDE * SIDE);
        var y = graph.placeHolder("y", DataType.FLOAT, -1, 2);
        var b0 = graph.var("0/0", Nd4j.zeros(DataType.FLOAT, 2));
        var w0 = graph.var("0/1", random(1, 2, 9).reshape(2, 1, 3, 3));
        var w1 = graph.var("1/0", random(2, 2, 8));
        var b1 = graph.var("1/1", Nd4j.zeros(DataType.FLOAT, 2));
        var valid = Conv2DConfig.builder()
                .kH(3)
                .kW(3)
                .sH(1)
                .sW(1)
                .paddingMode(PaddingMode.VALID)
                .build();
        // The engine's backward pass knows but one order of the weights: height, width, inputs, outputs.
        var weights = w0.permute(2, 3, 1, 0);
        var maps = graph.nn().relu(graph.cnn().conv2d(x.reshape(-1, 1, SIDE, SIDE), weights, b0, valid), 0);
        var logits = graph.mmul(maps.reshape(-1, 8), w1, false, true, false).add("logits", b1);
        graph.loss().softmaxCrossEntropy("loss", y, logits, null);
        return graph;
    }

    /** As {@link #dense()}, with names. */
    static ComputationGraphConfiguration graph() {
        return settings()
                .graphBuilder()
                .addInputs("in")
                .addLayer("hidden", new DenseLayer.Builder().nIn(3).nOut(5).build(), "in")
                .addLayer(
                        "norm", new BatchNormalization.Builder().nIn(5).nOut(5).build(), "hidden")
                .addLayer("out", output(5), "norm")
                .setOutputs("out")
                .build();
    }

    static OutputLayer output(int inputs) {
        var builder = new OutputLayer.Builder(LossFunction.MCXENT).nOut(2).activation(Activation.SOFTMAX);
        return inputs == 0 ? builder.build() : builder.nIn(inputs).build();
    }

    /** As {@link #dense()}, with weights of shape [out][in]. */
    static SameDiff sameDiff() {
        SameDiff graph = SameDiff.create();
        var x = graph.placeHolder("x", DataType.FLOAT, -1, 3);
        var y = graph.placeHolder("y", DataType.FLOAT, -1, 2);
        var w0 = graph.var("hidden/W", random(1, 5, 3));
        var b0 = graph.var("hidden/b", Nd4j.zeros(DataType.FLOAT, 5));
        var w1 = graph.var("out/W", random(2, 2, 5));
        var b1 = graph.var("out/b", Nd4j.zeros(DataType.FLOAT, 2));
        var hidden = graph.nn().relu(graph.mmul(x, w0, false, true, false).add(b0), 0);
        var logits = graph.mmul(hidden, w1, false, true, false).add("logits", b1);
        graph.loss().softmaxCrossEntropy("loss", y, logits, null);
        return graph;
    }

    private static INDArray random(long seed, int rows, int columns) {
        Random random = new Random(seed);
        float[][] values = new float[rows][columns];
        for (float[] row : values) {
            for (int i = 0; i < row.length; i++) {
                row[i] = random.nextFloat() - 0.5f;
            }
        }
        return Nd4j.create(values);
    }

    /** Forty points around (1, 1, 1) and (-1, -1, -1), by a fixed pattern. */
    static Dataset twoHeaps() {
        return heaps(3);
    }

    /** Forty images, bright or dark, by a fixed pattern. */
    static Dataset images() {
        return heaps(SIDE * SIDE);
    }

    private static Dataset heaps(int inputs) {
        int examples = 40;
        float[] features = new float[inputs * examples];
        int[] labels = new int[examples];
        for (int i = 0; i < examples; i++) {
            labels[i] = i % 2;
            for (int j = 0; j < inputs; j++) {
                float centre = labels[i] == 1 ? 1 : -1;
                features[inputs * i + j] = centre + ((7 * i + 3 * j) % 11 - 5) / 10f;
            }
        }
        return Dataset.of(features, labels, inputs, 2);
    }
}
