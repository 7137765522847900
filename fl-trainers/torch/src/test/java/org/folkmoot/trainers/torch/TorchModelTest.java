package org.folkmoot.trainers.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterRole;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.Evaluation;
import org.folkmoot.trainers.data.Dataset;
import org.folkmoot.trainers.plain.PlainEvaluator;
import org.folkmoot.trainers.plain.PlainModel;
import org.junit.jupiter.api.Test;

class TorchModelTest {
    @Test
    void hasAsManyParametersAsThePapersSay() {
        assertThat(TorchModel.mlp(784, 200, 200, 10).layout().size()).isEqualTo(199_210);
        assertThat(TorchModel.lenet5(1, 28, 28, 10).layout().size()).isEqualTo(44_426);
        assertThat(TorchModel.fedAvgCnn(1, 28, 28, 10).layout().size()).isEqualTo(1_663_370);
        assertThat(TorchModel.cifarCnn(3, 32, 32, 10).layout().size()).isEqualTo(1_626_442);
    }

    @Test
    void sharesItsLayoutWithThePlainModel() {
        assertThat(TorchModel.logisticRegression(7, 3).layout())
                .isEqualTo(PlainModel.logisticRegression(7, 3).layout());
        assertThat(TorchModel.mlp(7, 5, 4, 3).layout())
                .isEqualTo(PlainModel.mlp(7, 5, 4, 3).layout());
    }

    @Test
    void putsBuffersBehindAllTrainableBlocks() {
        TorchModel model = TorchModel.images(1, 4, 4)
                .convolution(2, 3)
                .batchNorm()
                .dense(2)
                .build();

        assertThat(model.layout().blocks())
                .extracting(ParameterBlock::name)
                .containsExactly(
                        "layer0.weight",
                        "layer0.bias",
                        "layer1.weight",
                        "layer1.bias",
                        "layer2.weight",
                        "layer2.bias",
                        "layer1.mean",
                        "layer1.variance");
        assertThat(model.layout().blocks().subList(6, 8)).allMatch(block -> block.role() == ParameterRole.BUFFER);
        assertThat(model.layout().blocks().get(0).shape()).containsExactly(2, 1, 3, 3);
    }

    @Test
    void drawsInitialParametersFromTheSeed() {
        TorchModel model = TorchModel.lenet5(1, 28, 28, 10);

        ParameterVector initial = model.initial(Samples.seed("a"));

        assertThat(initial).isEqualTo(TorchModel.lenet5(1, 28, 28, 10).initial(Samples.seed("a")));
        assertThat(initial).isNotEqualTo(model.initial(Samples.seed("b")));
        int from = model.layout().offsetOf("layer2.weight");
        double[] dense = new double[256 * 120];
        initial.copyTo(from, dense, 0, dense.length);
        // The deviation of 30,720 draws lies within five standard errors, 5 / sqrt(2 * 30720), of 1.
        assertThat(Samples.norm(dense) / Math.sqrt(dense.length) / Math.sqrt(2.0 / 256))
                .isCloseTo(1, within(0.02));
        assertThat(initial.get(model.layout().offsetOf("layer2.bias"))).isZero();
    }

    @Test
    void startsBatchNormAtOne() {
        TorchModel model = TorchModel.features(3).dense(2).batchNorm().dense(2).build();

        ParameterVector initial = model.initial(Samples.seed("a"));

        assertThat(initial.get(model.layout().offsetOf("layer1.weight"))).isEqualTo(1);
        assertThat(initial.get(model.layout().offsetOf("layer1.variance"))).isEqualTo(1);
        assertThat(initial.get(model.layout().offsetOf("layer1.mean"))).isZero();
    }

    @Test
    void measuresAndPredictsAsThePlainModel() {
        PlainModel plain = PlainModel.mlp(12, 9, 4);
        TorchModel model = TorchModel.mlp(12, 9, 4);
        Dataset data = Samples.heaps(2 * Replica.TILE + 5, 12, 4, "measure");
        ParameterVector parameters = plain.initial(Samples.seed("start"));

        Evaluation measured = TorchEvaluator.of(model, data).evaluate(parameters);

        Evaluation expected = PlainEvaluator.of(plain, data).evaluate(parameters);
        assertThat(model.predict(parameters, data)).isEqualTo(plain.predict(parameters, data));
        assertThat(measured.metric("accuracy")).isEqualTo(expected.metric("accuracy"));
        assertThat(measured.metric("loss")).isCloseTo(expected.metric("loss"), within(1e-5));
        assertThat(measured.examples()).isEqualTo(data.size());
        assertThat(TorchEvaluator.of(model, data).dataDigest()).isEqualTo(data.digest());
    }

    @Test
    void measuresModelsThatAreNotFinite() {
        TorchModel model = TorchModel.logisticRegression(2, 2);
        float[] values = new float[6];
        values[0] = Float.NaN;

        Evaluation measured = TorchEvaluator.of(model, Samples.heaps(4, 2, 2, "nan"))
                .evaluate(ParameterVector.of(model.layout(), values));

        assertThat(measured.metric("loss")).isNaN();
    }

    @Test
    void evaluationUsesRunningStatistics() {
        TorchModel model = TorchModel.features(2).batchNorm().dense(2).build();
        Dataset data = Samples.heaps(6, 2, 2, "running");
        ParameterVector start = model.initial(Samples.seed("start"));

        int[] together = model.predict(start, data);

        for (int i = 0; i < together.length; i++) {
            assertThat(model.predict(start, data.subset(new int[] {i}))).containsExactly(together[i]);
        }
    }

    @Test
    void refusesStacksThatMakeNoClassifier() {
        assertThatThrownBy(() -> TorchModel.features(3).build()).hasMessageStartingWith("last layer: none");
        assertThatThrownBy(() -> TorchModel.features(3).dense(2).relu().build())
                .hasMessageStartingWith("last layer: 2 features");
        assertThatThrownBy(() -> TorchModel.features(3).dense(1).build()).hasMessageStartingWith("last layer: ");
        assertThatThrownBy(() -> TorchModel.features(3).convolution(2, 1))
                .hasMessage("convolution: after 3 features (expected: an image)");
        assertThatThrownBy(() -> TorchModel.images(1, 4, 4).convolution(2, 5))
                .hasMessage("shape: 2 x 0 x 0 (expected: extents >= 1)");
        assertThatThrownBy(() -> TorchModel.images(1, 4, 4).maxPool(5)).hasMessage("side: 5 (expected: in [1, 4])");
        assertThatThrownBy(() -> TorchModel.mlp(3)).hasMessageStartingWith("widths: []");
    }

    @Test
    void refusesACardThatIsNotThere() {
        org.junit.jupiter.api.Assumptions.assumeFalse(org.bytedeco.pytorch.global.torch.cuda_is_available());
        TorchModel model = TorchModel.logisticRegression(2, 2);

        assertThatThrownBy(() -> model.on(TorchDevice.cuda(0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("device: cuda:0 (expected: cpu");
    }
}
