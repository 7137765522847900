package org.folkmoot.trainers.plain;

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
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.Cancellation;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.training.StepCorrection;
import org.folkmoot.api.training.TrainingException;
import org.folkmoot.api.training.TrainingResult;
import org.folkmoot.api.training.TrainingTask;
import org.folkmoot.trainers.data.Dataset;
import org.folkmoot.trainers.data.Partitions;
import org.folkmoot.trainers.data.SampleData;

class PlainTrainerTest {
    private static final Digest SEED = SampleData.seed("trainer");
    /** Float32 keeps 2^-24 relative; sums here have fewer than 40 terms of magnitude below 1. */
    private static final double SUM_ERROR = 40 * 0x1p-24;

    @Property(tries = 10)
    void stepsAlongTheGradient(@ForAll @IntRange(min = 1, max = 70) int examples, @ForAll boolean hidden)
            throws TrainingException {
        Dataset data = SampleData.blobs(examples, 5, 3, "gradient" + examples);
        PlainModel model = hidden ? PlainModel.mlp(5, 6, 4, 3) : PlainModel.logisticRegression(5, 3);
        int[] widths = hidden ? new int[] {5, 6, 4, 3} : new int[] {5, 3};
        ParameterVector start = model.initial(SEED);
        int[] all = new int[examples];
        Arrays.setAll(all, i -> i);

        TrainingResult result = PlainTrainer.of(model, data).train(task(start, LocalTraining.sgd(1, examples, 1)));

        var reference = new ReferenceNetwork(data, widths);
        double[] expected = reference.gradient(start.toDoubleArray(), all);
        assertThat(ReferenceNetwork.difference(start, result.model())).containsExactly(expected, within(SUM_ERROR));
        assertThat(result.metrics().get("loss"))
                .isCloseTo(reference.meanLoss(start.toDoubleArray(), all), within(SUM_ERROR));
        assertThat(result.examples()).isEqualTo(examples);
    }

    @Example
    void followsTheNaiveTrainerThroughPartialBatchesMomentumDecayAndCorrection() throws TrainingException {
        Dataset data = SampleData.blobs(11, 4, 3, "naive");
        PlainModel model = PlainModel.mlp(4, 5, 3);
        ParameterVector start = model.initial(SEED);
        var correction = StepCorrection.proximal(0.3, model.initial(SampleData.seed("anchor")))
                .withDrift(constant(model, 0.01f));
        var training = LocalTraining.sgd(3, 4, 0.1).withMomentum(0.9).withWeightDecay(0.05);
        TrainingTask task = new TrainingTask(start, training, correction, SEED, Cancellation.never());

        TrainingResult result = PlainTrainer.of(model, data).train(task);

        // Nine steps, each within the error of one, and momentum sums up to ten of them.
        double[] expected = new ReferenceNetwork(data, 4, 5, 3).train(task);
        assertThat(result.model().toDoubleArray()).containsExactly(expected, within(9 * 10 * 0.1 * SUM_ERROR));
    }

    @Example
    void correctionPullsWeightsToItsFixedPoint() throws TrainingException {
        PlainModel model = PlainModel.logisticRegression(3, 2);
        ParameterVector start = constant(model, 1f);
        var correction = StepCorrection.proximal(0.5, constant(model, -0.25f)).withDrift(constant(model, 0.125f));

        ParameterVector end = trainOnZeros(model, start, LocalTraining.sgd(10, 1, 0.2), correction);

        // w' = w - eta (mu (w - a) + d) has the fixed point a - d / mu, approached by 1 - eta mu a step.
        double fixed = -0.25 - 0.125 / 0.5;
        double expected = fixed + (1 - fixed) * Math.pow(1 - 0.2 * 0.5, 10);
        assertThat(weights(end)).hasSize(6).allSatisfy(w -> assertThat(w).isCloseTo(expected, within(1e-6)));
    }

    @Example
    void weightDecayShrinksWeightsGeometrically() throws TrainingException {
        PlainModel model = PlainModel.logisticRegression(3, 2);

        ParameterVector end = trainOnZeros(
                model, constant(model, 1f), LocalTraining.sgd(10, 1, 0.2).withWeightDecay(0.5), StepCorrection.none());

        assertThat(weights(end)).allSatisfy(w -> assertThat(w).isCloseTo(Math.pow(0.9, 10), within(1e-6)));
    }

    @Example
    void momentumSumsGeometrically() throws TrainingException {
        PlainModel model = PlainModel.logisticRegression(3, 2);
        var correction = StepCorrection.none().withDrift(constant(model, 0.25f));

        ParameterVector end = trainOnZeros(
                model, constant(model, 1f), LocalTraining.sgd(10, 1, 0.1).withMomentum(0.5), correction);

        // After t steps v = d (1 - m^t) / (1 - m); w is 1 - eta times the sum of these.
        double expected = 1;
        for (int t = 1; t <= 10; t++) {
            expected -= 0.1 * 0.25 * (1 - Math.pow(0.5, t)) / 0.5;
        }
        double closed = expected;
        assertThat(weights(end)).allSatisfy(w -> assertThat(w).isCloseTo(closed, within(1e-6)));
    }

    /** One example whose features are zero, so that the data says nothing about the weights. */
    private static ParameterVector trainOnZeros(
            PlainModel model, ParameterVector start, LocalTraining training, StepCorrection correction)
            throws TrainingException {
        Dataset zeros = Dataset.of(new float[model.inputs()], new int[1], model.inputs(), model.classes());
        return PlainTrainer.of(model, zeros)
                .train(new TrainingTask(start, training, correction, SEED, Cancellation.never()))
                .model();
    }

    private static List<Double> weights(ParameterVector vector) {
        List<Double> weights = new ArrayList<>();
        for (int k = 0; k < vector.layout().blocks().get(0).size(); k++) {
            weights.add(vector.get(k));
        }
        return weights;
    }

    @Example
    void learns() throws TrainingException {
        Dataset data = SampleData.blobs(400, 8, 4, "learns");
        PlainModel model = PlainModel.mlp(8, 16, 4);
        ParameterVector start = model.initial(SEED);
        TrainingResult result = PlainTrainer.of(model, data).train(task(start, LocalTraining.sgd(20, 16, 0.1)));
        PlainEvaluator evaluator = PlainEvaluator.of(model, data);
        assertThat(evaluator.evaluate(result.model()).metric("accuracy")).isGreaterThan(0.95);
        assertThat(evaluator.evaluate(result.model()).metric("loss"))
                .isLessThan(evaluator.evaluate(start).metric("loss") / 5);
    }

    @Example
    void leavesTheTaskAloneAndDependsOnSeedOnly() throws TrainingException {
        Dataset data = SampleData.blobs(50, 4, 3, "task");
        PlainModel model = PlainModel.mlp(4, 5, 3);
        ParameterVector start = model.initial(SEED);
        byte[] before = start.toBytes();
        PlainTrainer trainer = PlainTrainer.of(model, data);
        var training = LocalTraining.sgd(2, 8, 0.1).withMomentum(0.9);
        TrainingResult first = trainer.train(task(start, training));
        TrainingResult again = PlainTrainer.of(PlainModel.mlp(4, 5, 3), data).train(task(start, training));
        TrainingResult other = trainer.train(new TrainingTask(
                start, training, StepCorrection.none(), SampleData.seed("other"), Cancellation.never()));
        assertThat(start.toBytes()).isEqualTo(before);
        assertThat(again).isEqualTo(first);
        assertThat(trainer.train(task(start, training))).isEqualTo(first);
        assertThat(other.model()).isNotEqualTo(first.model());
    }

    @Example
    void concurrentEqualsSequentialAndSharesReplicas() throws Exception {
        int clients = 1000;
        int threads = 4;
        Dataset data = SampleData.blobs(4000, 4, 3, "clients");
        PlainModel model = PlainModel.mlp(4, 5, 3);
        List<TrainingTask> tasks = new ArrayList<>();
        List<PlainTrainer> trainers = new ArrayList<>();
        for (Dataset part : Partitions.iid(4000, clients, SEED).of(data)) {
            trainers.add(PlainTrainer.of(model, part));
            var training = LocalTraining.sgd(1, 2, 0.1).withMomentum(tasks.size() % 2 == 0 ? 0 : 0.5);
            tasks.add(task(model.initial(SampleData.seed("model" + tasks.size())), training));
        }
        assertThat(model.replicas().made()).isZero();
        List<TrainingResult> sequential = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            sequential.add(trainers.get(i).train(tasks.get(i)));
        }
        assertThat(model.replicas().made()).isEqualTo(1);

        List<TrainingResult> concurrent = trainOn(threads, trainers, tasks);

        assertThat(concurrent).isEqualTo(sequential);
        assertThat(model.replicas().made()).isLessThanOrEqualTo(threads);
    }

    private static List<TrainingResult> trainOn(int threads, List<PlainTrainer> trainers, List<TrainingTask> tasks)
            throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<TrainingResult>> calls = new ArrayList<>();
            for (int i = 0; i < tasks.size(); i++) {
                PlainTrainer trainer = trainers.get(i);
                TrainingTask task = tasks.get(i);
                calls.add(() -> trainer.train(task));
            }
            List<TrainingResult> results = new ArrayList<>();
            for (Future<TrainingResult> result : pool.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    @Example
    void stopsWithinAStepAndForgetsTheRun() throws TrainingException {
        Dataset data = SampleData.blobs(50, 4, 3, "cancel");
        PlainModel model = PlainModel.mlp(4, 5, 3);
        PlainTrainer trainer = PlainTrainer.of(model, data);
        TrainingTask task = task(model.initial(SEED), LocalTraining.sgd(2, 8, 0.1));
        TrainingResult undisturbed = trainer.train(task);
        AtomicInteger asked = new AtomicInteger();
        Cancellation atTheNinth = () -> asked.incrementAndGet() == 9;
        var cancelled = new TrainingTask(task.model(), task.training(), task.correction(), task.seed(), atTheNinth);
        assertThatThrownBy(() -> trainer.train(cancelled))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("cancelled");
        assertThat(asked).hasValue(9);
        assertThat(trainer.train(task)).isEqualTo(undisturbed);
        assertThat(model.replicas().made()).isEqualTo(1);
    }

    @Example
    void asksAboutCancellationOnceAStep() throws TrainingException {
        AtomicInteger asked = new AtomicInteger();
        PlainModel model = PlainModel.mlp(4, 5, 3);
        Cancellation counting = () -> asked.incrementAndGet() < 0;
        PlainTrainer.of(model, SampleData.blobs(50, 4, 3, "cancel"))
                .train(new TrainingTask(
                        model.initial(SEED), LocalTraining.sgd(2, 8, 0.1), StepCorrection.none(), SEED, counting));
        assertThat(asked).hasValue(2 * 7);
    }

    @Example
    void refusesWhatIsNotFinite() {
        PlainModel model = PlainModel.mlp(4, 5, 3);
        PlainTrainer trainer = PlainTrainer.of(model, SampleData.blobs(50, 4, 3, "nan"));
        ParameterVector good = model.initial(SEED);
        ParameterVector bad = constant(model, Float.NaN);
        var training = LocalTraining.sgd(2, 8, 0.1);
        refuses(trainer, task(bad, training), "model: parameter 0 is NaN");
        refuses(
                trainer,
                new TrainingTask(good, training, StepCorrection.proximal(1, bad), SEED, Cancellation.never()),
                "anchor: parameter 0");
        refuses(
                trainer,
                new TrainingTask(good, training, StepCorrection.none().withDrift(bad), SEED, Cancellation.never()),
                "drift: parameter 0");
        refuses(trainer, task(good, LocalTraining.sgd(9, 8, 1e30)), "diverged");
        refuses(trainer, task(good, LocalTraining.sgd(1, 50, 1e300)), "diverged");
        refuses(trainer, task(constant(PlainModel.mlp(4, 3), 0), training), "layout of model");
    }

    private static void refuses(PlainTrainer trainer, TrainingTask task, String message) {
        assertThatThrownBy(() -> trainer.train(task))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining(message);
    }

    @Example
    void refusesDataOfAnotherShape() {
        Dataset data = SampleData.blobs(5, 4, 3, "shape");
        assertThatThrownBy(() -> PlainTrainer.of(PlainModel.mlp(5, 3), data)).hasMessageContaining("4 inputs");
        assertThatThrownBy(() -> PlainTrainer.of(PlainModel.mlp(4, 3), data.subset(new int[0])))
                .hasMessage("examples: 0 (expected: >= 1)");
    }

    @Example
    void saysWhatItCanDo() {
        PlainTrainer trainer = PlainTrainer.of(PlainModel.mlp(4, 3), SampleData.blobs(5, 4, 3, "caps"));
        assertThat(trainer.capabilities().stepCorrection()).isTrue();
        assertThat(trainer.capabilities().bitExactEverywhere()).isTrue();
        assertThat(trainer.capabilities().perExampleGradients()).isTrue();
        assertThat(trainer.fingerprint().engine()).isEqualTo("folkmoot-plain/1");
    }

    private static TrainingTask task(ParameterVector start, LocalTraining training) {
        return new TrainingTask(start, training, StepCorrection.none(), SEED, Cancellation.never());
    }

    private static ParameterVector constant(PlainModel model, float value) {
        float[] values = new float[model.layout().size()];
        Arrays.fill(values, value);
        return ParameterVector.of(model.layout(), values);
    }
}
