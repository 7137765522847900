package org.folkmoot.trainers.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.trainers.data.Dataset;
import org.folkmoot.trainers.data.SampleData;
import org.junit.jupiter.api.Test;

class PlainModelTest {
    @Test
    void laysOutWeightsByOutputThenBias() {
        PlainModel model = PlainModel.mlp(5, 4, 3);
        assertThat(model.layout().blocks())
                .extracting(
                        ParameterBlock::name,
                        ParameterBlock::group,
                        block -> block.shape().toString())
                .containsExactly(
                        tuple("layer0.weight", "layer0", "[4, 5]"),
                        tuple("layer0.bias", "layer0", "[4]"),
                        tuple("layer1.weight", "layer1", "[3, 4]"),
                        tuple("layer1.bias", "layer1", "[3]"));
    }

    @Test
    void replicaKeepsTheCanonicalOrder() {
        PlainModel model = PlainModel.mlp(5, 4, 3);
        ParameterVector vector = model.initial(SampleData.seed("order"));
        Replica replica = model.replicas().borrow();
        replica.load(vector);
        assertThat(replica.toVector(model.layout())).isEqualTo(vector);
    }

    @Test
    void startsWithTheVarianceOfHeAndGlorot() {
        PlainModel model = PlainModel.mlp(100, 200, 50);
        ParameterVector initial = model.initial(SampleData.seed("variance"));
        // 20,000 and 10,000 weights: the relative standard error of a variance is sqrt(2 / n), below 1.5 %.
        assertThat(meanSquare(initial, 0, 20_000)).isCloseTo(2.0 / 100, within(0.07 * 2.0 / 100));
        assertThat(meanSquare(initial, 20_200, 10_000)).isCloseTo(2.0 / 250, within(0.07 * 2.0 / 250));
        assertThat(meanSquare(initial, 20_000, 200)).isZero();
        assertThat(model.initial(SampleData.seed("variance"))).isEqualTo(initial);
        assertThat(model.initial(SampleData.seed("other"))).isNotEqualTo(initial);
    }

    private static double meanSquare(ParameterVector vector, int from, int n) {
        double sum = 0;
        for (int k = from; k < from + n; k++) {
            sum += vector.get(k) * vector.get(k);
        }
        return sum / n;
    }

    @Test
    void predictsByTheLargestLogit() {
        PlainModel model = PlainModel.logisticRegression(2, 3);
        // Logits: x0, x1, 0.5.
        ParameterVector parameters = ParameterVector.of(model.layout(), new float[] {1, 0, 0, 1, 0, 0, 0, 0, 0.5f});
        Dataset data = Dataset.of(new float[] {2, 1, 0, 1, 0, 0, 1, 1}, new int[] {0, 1, 2, 1}, 2, 3);
        assertThat(model.predict(parameters, data)).containsExactly(0, 1, 2, 0);
        double[] p = model.probabilities(parameters, new float[] {2, 1});
        double sum = Math.exp(2) + Math.exp(1) + Math.exp(0.5);
        assertThat(p)
                .containsExactly(
                        new double[] {Math.exp(2) / sum, Math.exp(1) / sum, Math.exp(0.5) / sum}, within(1e-15));

        var evaluation = PlainEvaluator.of(model, data).evaluate(parameters);
        assertThat(evaluation.metric("accuracy")).isEqualTo(0.75);
        assertThat(evaluation.examples()).isEqualTo(4);
        assertThat(PlainEvaluator.of(model, data).dataDigest()).isEqualTo(data.digest());
    }

    @Test
    void evaluatesAUniformModelAtLogClasses() {
        PlainModel model = PlainModel.mlp(4, 6, 5);
        Dataset data = SampleData.blobs(77, 4, 5, "uniform");
        var evaluation = PlainEvaluator.of(model, data).evaluate(ParameterVector.zeros(model.layout()));
        assertThat(evaluation.metric("loss")).isCloseTo(Math.log(5), within(1e-12));
    }

    @Test
    void refusesWhatIsNoArchitectureOrNotItsOwn() {
        assertThatThrownBy(() -> PlainModel.mlp(4)).hasMessageContaining("widths: []");
        assertThatThrownBy(() -> PlainModel.mlp(4, 0, 3)).hasMessageContaining("[4, 0, 3]");
        assertThatThrownBy(() -> PlainModel.mlp(4, 1)).hasMessage("classes: 1 (expected: >= 2)");
        PlainModel model = PlainModel.mlp(4, 3);
        ParameterVector other = ParameterVector.zeros(PlainModel.mlp(4, 2).layout());
        assertThatThrownBy(() -> model.predict(other, SampleData.blobs(1, 4, 3, "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("layout");
        assertThatThrownBy(() -> model.probabilities(ParameterVector.zeros(model.layout()), new float[3]))
                .hasMessage("inputs: 3 (expected: 4)");
    }
}
