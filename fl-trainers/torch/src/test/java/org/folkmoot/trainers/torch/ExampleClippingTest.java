package org.folkmoot.trainers.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ExampleClipping;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.training.TrainingException;
import org.folkmoot.trainers.data.Dataset;
import org.folkmoot.trainers.plain.PlainModel;

class ExampleClippingTest {
    private static final List<TorchModel> MODELS = List.of(
            TorchModel.mlp(36, 6, 4, 3),
            TorchModel.images(1, 6, 6)
                    .convolution(3, 3, 1)
                    .maxPool(2)
                    .relu()
                    .convolution(2, 2)
                    .relu()
                    .dense(3)
                    .build());
    /** float32 sums of some dozen terms of magnitude below 4, against double. */
    private static final double ERROR = 3e-5;

    @Provide
    Arbitrary<TorchModel> models() {
        return Arbitraries.of(MODELS);
    }

    @Property(tries = 20)
    void knowsTheNormOfEveryExample(
            @ForAll("models") TorchModel model, @ForAll @IntRange(min = 1, max = 200) int examples) {
        Dataset data = Samples.heaps(examples, 36, 3, "norms" + examples);
        ParameterVector start = model.initial(Samples.seed("start"));

        double[] norms = model.gradientNorms(start, data);

        for (int i = 0; i < examples; i += 1 + examples / 10) {
            double[] gradient = TapeReference.gradient(model, start, data.subset(new int[] {i}));
            assertThat(norms[i]).isCloseTo(Samples.norm(gradient), within(ERROR));
        }
    }

    @Property(tries = 20)
    void stepsByTheMeanOfClippedGradients(
            @ForAll("models") TorchModel model,
            @ForAll @IntRange(min = 1, max = 40) int examples,
            @ForAll @DoubleRange(min = 0.01, max = 3) double bound)
            throws TrainingException {
        Dataset data = Samples.heaps(examples, 36, 3, "step" + examples);
        ParameterVector start = model.initial(Samples.seed("start"));

        ParameterVector end = train(model, data, start, LocalTraining.sgd(1, examples, 1), ExampleClipping.to(bound));

        double[] mean = new double[start.size()];
        for (int i = 0; i < examples; i++) {
            double[] gradient = TapeReference.gradient(model, start, data.subset(new int[] {i}));
            double factor = Math.min(1, bound / Samples.norm(gradient)) / examples;
            for (int k = 0; k < mean.length; k++) {
                mean[k] += factor * gradient[k];
            }
        }
        assertThat(start.minus(end).toDoubleArray()).containsExactly(mean, within(ERROR));
    }

    /** From zero weights with rate 1 the step is the very sum of float32 numbers that is to be bounded. */
    @Property(tries = 100)
    void noExampleAddsMoreThanTheBound(
            @ForAll @DoubleRange(min = 0.01, max = 2) double bound,
            @ForAll @DoubleRange(min = 4, max = 1e6) double magnitude)
            throws TrainingException {
        float[] inputs = {(float) magnitude, (float) -magnitude / 3, 1f, (float) (magnitude * 0.7), 0f};
        Dataset one = Dataset.of(inputs, new int[] {1}, 5, 3);
        try (TorchModel model = TorchModel.logisticRegression(5, 3)) {
            ParameterVector zero = ParameterVector.zeros(model.layout());

            ParameterVector end = train(model, one, zero, LocalTraining.sgd(1, 1, 1), ExampleClipping.to(bound));

            assertThat(Samples.norm(end.toDoubleArray()))
                    .isLessThanOrEqualTo(bound)
                    .isGreaterThan(bound * (1 - 1e-6));
        }
    }

    @Property(tries = 2)
    void boundsThatNothingExceedsChangeNoBit(@ForAll("models") TorchModel model) throws TrainingException {
        Dataset data = Samples.heaps(50, 36, 3, "wide");
        ParameterVector start = model.initial(Samples.seed("start"));
        LocalTraining training = LocalTraining.sgd(2, 8, 0.02).withMomentum(0.5);

        assertThat(train(model, data, start, training, ExampleClipping.to(1e9)))
                .isEqualTo(train(model, data, start, training, ExampleClipping.none()));
    }

    @Property(tries = 5)
    void agreesWithThePlainTrainer(@ForAll @IntRange(min = 1, max = 300) int examples) {
        PlainModel plain = PlainModel.mlp(36, 6, 4, 3);
        Dataset data = Samples.heaps(examples, 36, 3, "plain" + examples);
        ParameterVector start = plain.initial(Samples.seed("start"));

        assertThat(MODELS.get(0).gradientNorms(start, data))
                .containsExactly(plain.gradientNorms(start, data), within(ERROR));
    }

    private static ParameterVector train(
            TorchModel model, Dataset data, ParameterVector start, LocalTraining training, ExampleClipping clipping)
            throws TrainingException {
        return TorchTrainer.of(model, data)
                .train(Samples.task(start, training, clipping))
                .model();
    }
}
