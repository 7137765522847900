package org.folkmoot.trainers.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterRole;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

final class Dl4jModelTest {
    private static final ParameterRole TRAINABLE = ParameterRole.TRAINABLE;
    private static final ParameterRole BUFFER = ParameterRole.BUFFER;

    @Test
    void laysDenseLayersOutAsOutputsTimesInputs() {
        try (Dl4jModel model = Dl4jModel.multiLayer(Networks.dense())) {
            assertThat(model.layout())
                    .isEqualTo(ParameterLayout.float32(
                            block("0_W", "layer0", TRAINABLE, 5, 3),
                            block("0_b", "layer0", TRAINABLE, 5),
                            block("1_W", "layer1", TRAINABLE, 2, 5),
                            block("1_b", "layer1", TRAINABLE, 2)));
        }
    }

    @Test
    void putsTheBiasOfAConvolutionFirstAndStatisticsAmongTheBuffers() {
        try (Dl4jModel model = Dl4jModel.multiLayer(Networks.convolution())) {
            assertThat(model.layout())
                    .isEqualTo(ParameterLayout.float32(
                            block("0_b", "layer0", TRAINABLE, 2),
                            block("0_W", "layer0", TRAINABLE, 2, 1, 3, 3),
                            block("1_gamma", "layer1", TRAINABLE, 2),
                            block("1_beta", "layer1", TRAINABLE, 2),
                            block("1_mean", "layer1", BUFFER, 2),
                            block("1_log10stdev", "layer1", BUFFER, 2),
                            block("2_W", "layer2", TRAINABLE, 2, 8),
                            block("2_b", "layer2", TRAINABLE, 2)));
        }
    }

    @Test
    void groupsAGraphByVertex() {
        try (Dl4jModel model = Dl4jModel.graph(Networks.graph())) {
            assertThat(model.layout().blocks())
                    .extracting(ParameterBlock::group)
                    .containsExactly("hidden", "hidden", "norm", "norm", "norm", "norm", "out", "out");
            assertThat(model.layout().blocks())
                    .filteredOn(block -> block.role() == BUFFER)
                    .extracting(ParameterBlock::name)
                    .containsExactly("norm_mean", "norm_log10stdev");
        }
    }

    @Test
    void takesTheVariablesOfSameDiffInTheOrderOfTheirNames() {
        try (Dl4jModel model = Dl4jModel.sameDiff(Networks::sameDiff, Networks.NAMES)) {
            assertThat(model.layout())
                    .isEqualTo(ParameterLayout.float32(
                            block("hidden/W", "hidden", TRAINABLE, 5, 3),
                            block("hidden/b", "hidden", TRAINABLE, 5),
                            block("out/W", "out", TRAINABLE, 2, 5),
                            block("out/b", "out", TRAINABLE, 2)));
        }
    }

    @Test
    void countsFrozenLayersAmongTheBuffers() {
        var configuration = Networks.settings()
                .list()
                .layer(new FrozenLayer(new DenseLayer.Builder().nIn(3).nOut(5).build()))
                .layer(Networks.output(5))
                .build();

        try (Dl4jModel model = Dl4jModel.multiLayer(configuration)) {
            assertThat(model.layout().blocks())
                    .extracting(ParameterBlock::role)
                    .containsExactly(BUFFER, BUFFER, TRAINABLE, TRAINABLE);
        }
    }

    @Test
    void startsWhereTheNetworkStarts() {
        try (Dl4jModel model = Dl4jModel.multiLayer(Networks.dense());
                Dl4jModel again = Dl4jModel.multiLayer(Networks.dense())) {
            assertThat(again.initial()).isEqualTo(model.initial());
            assertThat(model.initial().firstNonFinite()).isEqualTo(-1);
        }
    }

    @Test
    void refusesDataThatDoesNotFit() {
        try (Dl4jModel model = Dl4jModel.multiLayer(Networks.dense())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Dl4jTrainer.of(model, Networks.images()))
                    .withMessageContaining("data: 16 inputs, 2 classes");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Dl4jTrainer.of(model, Networks.twoHeaps().subset(new int[0])))
                    .withMessageContaining("examples: 0");
        }
    }

    @Test
    void refusesNetworksInAnotherPrecision() {
        var settings = Networks.settings().dataType(DataType.DOUBLE);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dl4jModel.multiLayer(Networks.dense(settings)))
                .withMessageContaining("DOUBLE (expected: FLOAT)");
    }

    @Test
    void refusesNamesThatTheGraphDoesNotHave() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dl4jModel.sameDiff(Networks::sameDiff, new SameDiffNames("x", "y", "cost", "logits")))
                .withMessageContaining("cost");
    }

    @Test
    void lendsNothingAfterClosing() {
        Dl4jModel model = Dl4jModel.multiLayer(Networks.dense());
        model.close();

        assertThatIllegalStateException().isThrownBy(model::borrow).withMessageContaining("closed");
    }

    private static ParameterBlock block(String name, String group, ParameterRole role, Integer... shape) {
        return new ParameterBlock(name, List.of(shape), group, role);
    }
}
