package org.folkmoot.trainers.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.Cancellation;
import org.folkmoot.api.training.ExampleClipping;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.training.StepCorrection;
import org.folkmoot.api.training.TrainingException;
import org.folkmoot.api.training.TrainingTask;
import org.folkmoot.trainers.data.Dataset;
import org.folkmoot.trainers.data.SampleData;

class ExampleClippingTest {
    private static final Digest SEED = SampleData.seed("clipping");
    private static final PlainModel MODEL = PlainModel.mlp(5, 6, 4, 3);
    private static final int[] WIDTHS = {5, 6, 4, 3};
    /** Central differences with h = 1e-5 in double, against float32 sums of fewer than 40 terms of magnitude below 4. */
    private static final double ERROR = 1e-5;

    @Property(tries = 20)
    void knowsTheNormOfEveryExample(@ForAll @IntRange(min = 1, max = 70) int examples) {
        Dataset data = SampleData.blobs(examples, 5, 3, "norms" + examples);
        ParameterVector start = start();

        double[] norms = MODEL.gradientNorms(start, data);

        var reference = new ReferenceNetwork(data, WIDTHS);
        for (int i = 0; i < examples; i++) {
            double[] gradient = reference.gradient(start.toDoubleArray(), new int[] {i});
            assertThat(norms[i]).isCloseTo(norm(gradient), within(ERROR));
        }
    }

    @Property(tries = 20)
    void stepsByTheMeanOfClippedGradients(
            @ForAll @IntRange(min = 1, max = 70) int examples, @ForAll @DoubleRange(min = 0.01, max = 3) double bound)
            throws TrainingException {
        Dataset data = SampleData.blobs(examples, 5, 3, "step" + examples);
        ParameterVector start = start();

        ParameterVector end = train(start, data, LocalTraining.sgd(1, examples, 1), ExampleClipping.to(bound));

        double[] expected = meanOfClipped(data, start, bound);
        assertThat(ReferenceNetwork.difference(start, end)).containsExactly(expected, within(ERROR));
    }

    /** From zero weights with rate 1 the step is the very sum of float32 numbers that is to be bounded. */
    @Property(tries = 200)
    void noExampleAddsMoreThanTheBound(
            @ForAll @DoubleRange(min = 0.01, max = 2) double bound,
            @ForAll @DoubleRange(min = 4, max = 1e6) double magnitude)
            throws TrainingException {
        float[] inputs = {(float) magnitude, (float) -magnitude / 3, 1f, (float) (magnitude * 0.7), 0f};
        Dataset one = Dataset.of(inputs, new int[] {1}, 5, 3);
        PlainModel model = PlainModel.logisticRegression(5, 3);
        ParameterVector zero = ParameterVector.zeros(model.layout());

        ParameterVector end = train(zero, one, LocalTraining.sgd(1, 1, 1), ExampleClipping.to(bound));

        assertThat(norm(end.toDoubleArray())).isLessThanOrEqualTo(bound).isGreaterThan(bound * (1 - 1e-6));
    }

    @Example
    void boundsThatNothingExceedsChangeNoBit() throws TrainingException {
        Dataset data = SampleData.blobs(50, 5, 3, "wide");
        ParameterVector start = start();
        LocalTraining training = LocalTraining.sgd(2, 8, 0.1).withMomentum(0.5);

        assertThat(train(start, data, training, ExampleClipping.to(1e9)))
                .isEqualTo(train(start, data, training, ExampleClipping.none()));
    }

    /** Away from biases of zero, where a dead layer puts the next one on the kink that differences cannot see. */
    private static ParameterVector start() {
        float[] values = MODEL.initial(SEED).toFloatArray();
        for (int i = 0; i < values.length; i++) {
            values[i] += 0.05f;
        }
        return ParameterVector.of(MODEL.layout(), values);
    }

    private static double[] meanOfClipped(Dataset data, ParameterVector start, double bound) {
        var reference = new ReferenceNetwork(data, WIDTHS);
        double[] mean = new double[start.size()];
        for (int i = 0; i < data.size(); i++) {
            double[] gradient = reference.gradient(start.toDoubleArray(), new int[] {i});
            double factor = Math.min(1, bound / norm(gradient)) / data.size();
            for (int k = 0; k < mean.length; k++) {
                mean[k] += factor * gradient[k];
            }
        }
        return mean;
    }

    private static ParameterVector train(
            ParameterVector start, Dataset data, LocalTraining training, ExampleClipping clipping)
            throws TrainingException {
        var task = new TrainingTask(start, training, StepCorrection.none(), clipping, SEED, Cancellation.never());
        return PlainTrainer.of(
                        MODEL.layout().equals(start.layout()) ? MODEL : PlainModel.logisticRegression(5, 3), data)
                .train(task)
                .model();
    }

    private static double norm(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }
}
