package org.folkmoot.trainers.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.Cancellation;
import org.folkmoot.api.training.ExampleClipping;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.training.StepCorrection;
import org.folkmoot.api.training.TrainingException;
import org.folkmoot.api.training.TrainingTask;
import org.folkmoot.trainers.data.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TorchTrainerTest {
    /** float32 sums of thousands of terms of magnitude 1, against double. */
    private static final double ERROR = 1e-4;

    static Stream<TorchModel> models() {
        return Stream.of(
                TorchModel.mlp(36, 11, 7, 3),
                TorchModel.images(1, 6, 6).maxPool(2).dense(5).relu().dense(3).build(),
                TorchModel.images(4, 3, 3)
                        .convolution(5, 2, 1)
                        .relu()
                        .convolution(6, 3)
                        .relu()
                        .maxPool(2)
                        .dense(3)
                        .build(),
                TorchModel.images(1, 6, 6)
                        .convolution(4, 3)
                        .batchNorm()
                        .relu()
                        .dense(8)
                        .batchNorm()
                        .relu()
                        .dense(3)
                        .build());
    }

    @ParameterizedTest
    @MethodSource("models")
    void stepsAgainstTheGradientOfTheTape(TorchModel model) throws TrainingException {
        Dataset data = Samples.heaps(50, 36, 3, "tape");
        ParameterVector start = model.initial(Samples.seed("start"));

        ParameterVector end = train(model, data, start, LocalTraining.sgd(1, 50, 1));

        double[] expected = TapeReference.gradient(model, start, data);
        double[] step = start.minus(end).toDoubleArray();
        assertThat(Arrays.copyOf(step, expected.length)).containsExactly(expected, within(ERROR));
    }

    @ParameterizedTest
    @MethodSource("models")
    void takesBatchesLargerThanATile(TorchModel model) throws TrainingException {
        int examples = 2 * Replica.TILE + 37;
        Dataset data = Samples.heaps(examples, 36, 3, "tiles");
        ParameterVector start = model.initial(Samples.seed("start"));

        ParameterVector end = train(model, data, start, LocalTraining.sgd(1, examples, 1));

        double[] expected = TapeReference.gradient(model, start, data);
        double[] step = start.minus(end).toDoubleArray();
        assertThat(Arrays.copyOf(step, expected.length)).containsExactly(expected, within(ERROR));
    }

    @Test
    void gradientsDoNotMoveBuffersButBatchesDo() throws TrainingException {
        TorchModel model = TorchModel.features(4).dense(3).batchNorm().dense(2).build();
        Dataset data = Samples.heaps(10, 4, 2, "buffers");
        ParameterVector start = model.initial(Samples.seed("start"));
        var pull = StepCorrection.proximal(10, ParameterVector.zeros(model.layout()))
                .withDrift(start);
        LocalTraining training = LocalTraining.sgd(1, 10, 0.1).withWeightDecay(0.5);

        ParameterVector free = train(model, data, start, LocalTraining.sgd(1, 10, 0.1));
        ParameterVector pulled = train(model, data, start, training, pull);

        for (int i = model.architecture().trainable(); i < start.size(); i++) {
            assertThat(free.get(i)).isNotEqualTo(start.get(i)).isEqualTo(pulled.get(i));
        }
    }

    @Test
    void learns() throws TrainingException {
        TorchModel model = TorchModel.images(1, 8, 8)
                .convolution(4, 3)
                .maxPool(2)
                .relu()
                .dense(3)
                .build();
        Dataset data = Samples.heaps(300, 64, 3, "learn");
        ParameterVector start = model.initial(Samples.seed("start"));
        TorchEvaluator evaluator = TorchEvaluator.of(model, data);

        ParameterVector end =
                train(model, data, start, LocalTraining.sgd(10, 16, 0.02).withMomentum(0.9));

        assertThat(evaluator.evaluate(start).metric("accuracy")).isLessThan(0.8);
        assertThat(evaluator.evaluate(end).metric("accuracy")).isGreaterThan(0.95);
    }

    @Test
    void clientsShareReplicas() throws Exception {
        TorchModel model = TorchModel.mlp(8, 6, 3);
        ParameterVector start = model.initial(Samples.seed("start"));
        List<Callable<ParameterVector>> clients = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Dataset own = Samples.heaps(20, 8, 3, "client" + i);
            clients.add(() -> train(model, own, start, LocalTraining.sgd(2, 5, 0.1)));
        }
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            for (Future<ParameterVector> each : threads.invokeAll(clients)) {
                assertThat(each.get().firstNonFinite()).isEqualTo(-1);
            }
        } finally {
            threads.shutdown();
        }
        assertThat(model.replicas().made()).isBetween(1, 3);
    }

    @Test
    void refusesWhatDiverges() {
        TorchModel model = TorchModel.mlp(4, 5, 2);
        Dataset data = Samples.heaps(20, 4, 2, "diverge");
        ParameterVector start = model.initial(Samples.seed("start"));

        assertThatThrownBy(() -> train(model, data, start, LocalTraining.sgd(20, 5, 1e30)))
                .isInstanceOf(TrainingException.class)
                .hasMessageStartingWith("diverged: ");
    }

    @Test
    void refusesStartsThatAreNotFiniteOrOfAnotherLayout() {
        TorchModel model = TorchModel.logisticRegression(4, 2);
        Dataset data = Samples.heaps(20, 4, 2, "start");
        float[] values = new float[10];
        values[7] = Float.NaN;

        assertThatThrownBy(() ->
                        train(model, data, ParameterVector.of(model.layout(), values), LocalTraining.sgd(1, 5, 0.1)))
                .hasMessage("model: parameter 7 is NaN (expected: finite values)");
        ParameterVector other =
                ParameterVector.zeros(TorchModel.logisticRegression(4, 3).layout());
        assertThatThrownBy(() -> train(model, data, other, LocalTraining.sgd(1, 5, 0.1)))
                .hasMessageStartingWith("layout of model: ");
    }

    @Test
    void refusesToClipWhereExamplesMix() {
        TorchModel model =
                TorchModel.features(4).dense(3).batchNorm().relu().dense(2).build();
        TorchTrainer trainer = TorchTrainer.of(model, Samples.heaps(20, 4, 2, "mixed"));
        ParameterVector start = model.initial(Samples.seed("start"));

        assertThat(trainer.capabilities().perExampleGradients()).isFalse();
        assertThatThrownBy(
                        () -> trainer.train(Samples.task(start, LocalTraining.sgd(1, 5, 0.1), ExampleClipping.to(1))))
                .hasMessage("clipping: 1.0 (expected: none, because batch norm computes each example with the others of"
                        + " its batch)");
    }

    @Test
    void refusesABatchOfOneWhereItHasNoVariance() {
        TorchModel model =
                TorchModel.features(4).dense(3).batchNorm().relu().dense(2).build();
        ParameterVector start = model.initial(Samples.seed("start"));

        assertThatThrownBy(() -> train(model, Samples.heaps(21, 4, 2, "odd"), start, LocalTraining.sgd(1, 5, 0.1)))
                .hasMessageStartingWith("batch: 1 of 21 examples (expected: >= 2, because ");
    }

    @Test
    void refusesDataThatDoesNotFit() {
        TorchModel model = TorchModel.logisticRegression(4, 2);

        assertThatThrownBy(() -> TorchTrainer.of(model, Samples.heaps(5, 3, 2, "narrow")))
                .hasMessage("data: 3 inputs, 2 classes (expected: 4 inputs, 2 classes)");
        assertThatThrownBy(() -> TorchEvaluator.of(model, Samples.heaps(0, 4, 2, "empty")))
                .hasMessage("examples: 0 (expected: >= 1)");
    }

    @Test
    void worksNoMoreOnceTheModelIsClosed() {
        TorchModel model = TorchModel.logisticRegression(4, 2);
        TorchTrainer trainer = TorchTrainer.of(model, Samples.heaps(5, 4, 2, "closed"));
        ParameterVector start = ParameterVector.zeros(model.layout());

        model.close();

        assertThatThrownBy(() -> trainer.train(Samples.task(start, LocalTraining.sgd(1, 5, 0.1))))
                .hasMessage("model: closed (expected: open)");
    }

    private static ParameterVector train(TorchModel model, Dataset data, ParameterVector start, LocalTraining training)
            throws TrainingException {
        return train(model, data, start, training, StepCorrection.none());
    }

    private static ParameterVector train(
            TorchModel model, Dataset data, ParameterVector start, LocalTraining training, StepCorrection correction)
            throws TrainingException {
        var task = new TrainingTask(start, training, correction, Samples.seed("task"), Cancellation.never());
        return TorchTrainer.of(model, data).train(task).model();
    }
}
