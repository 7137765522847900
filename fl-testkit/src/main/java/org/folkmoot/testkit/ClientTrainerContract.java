package org.folkmoot.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterRole;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.Cancellation;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.api.training.ExampleClipping;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.training.StepCorrection;
import org.folkmoot.api.training.TrainingException;
import org.folkmoot.api.training.TrainingResult;
import org.folkmoot.api.training.TrainingTask;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ClientTrainer} keeps to; implement {@link #trainer} in its test class. A few dozen local examples are
 * plenty. Which laws apply follows from the capabilities that the trainer declares; {@link TrainerLifeContract} and
 * {@link EngineAgreementContract} are for engines that hold native memory.
 */
public interface ClientTrainerContract {
    /** {@return a new trainer, always on the same local data} */
    ClientTrainer trainer();

    /** {@return what it is asked to do: several steps, no momentum} */
    default LocalTraining training() {
        return LocalTraining.sgd(2, 8, 0.05);
    }

    /** {@return another thing that it can be asked to do; override where momentum is refused} */
    default LocalTraining otherTraining() {
        return training().withMomentum(0.5);
    }

    /** {@return where training starts; override where all zeros is a place that gradients do not leave} */
    default ParameterVector start() {
        return ParameterVector.zeros(trainer().layout());
    }

    /** {@return how long four trainings may take} */
    default long patienceSeconds() {
        return 120;
    }

    /** The same task gives the same bits, on this trainer again and on another one. */
    @Test
    default void sameTaskGivesTheSameBits() throws TrainingException {
        assumeTrue(trainer().capabilities().deterministic());
        ClientTrainer trainer = trainer();
        assumeFalse(trainer.capabilities().keepsState());
        TrainingResult first = trainer.train(task(training(), StepCorrection.none(), "seed"));
        TrainingResult again = trainer.train(task(training(), StepCorrection.none(), "seed"));
        TrainingResult elsewhere = trainer().train(task(training(), StepCorrection.none(), "seed"));
        assertThat(again.model()).as("same trainer again").isEqualTo(first.model());
        assertThat(elsewhere.model()).as("another trainer").isEqualTo(first.model());
        assertThat(elsewhere.examples()).isEqualTo(first.examples());
        assertThat(trainer().fingerprint()).isEqualTo(trainer.fingerprint());
    }

    /** What was trained before leaves no trace in what is trained now. */
    @Test
    default void remembersNothingOfOtherTasks() throws TrainingException {
        assumeTrue(trainer().capabilities().deterministic());
        assumeFalse(trainer().capabilities().keepsState());
        TrainingResult fresh = trainer().train(task(training(), StepCorrection.none(), "seed"));
        ClientTrainer used = trainer();
        TrainingResult other = used.train(task(otherTraining(), StepCorrection.none(), "other seed"));
        assertThat(other.model().layout()).isEqualTo(fresh.model().layout());
        assertThat(used.train(task(training(), StepCorrection.none(), "seed")).model())
                .isEqualTo(fresh.model());
    }

    /** The result has the layout of the task, is finite, rests on at least one example and differs from the start. */
    @Test
    default void givesAFiniteModelOfTheRightLayout() throws TrainingException {
        TrainingResult result = trainer().train(task(training(), StepCorrection.none(), "seed"));
        assertThat(result.model().layout()).isEqualTo(trainer().layout());
        assertThat(result.model().firstNonFinite()).isEqualTo(-1);
        assertThat(result.examples()).isGreaterThanOrEqualTo(1);
        assertThat(result.model()).as("training moves the model").isNotEqualTo(start());
    }

    /** The model of the task is the same after training as before. */
    @Test
    default void doesNotChangeTheModelOfTheTask() throws TrainingException {
        TrainingTask task = task(training(), StepCorrection.none(), "seed");
        byte[] before = task.model().toBytes();
        TrainingResult result = trainer().train(task);
        assertThat(result.model()).isNotSameAs(task.model());
        assertThat(task.model().toBytes()).isEqualTo(before);
    }

    /** Cancellation is asked at least once a step. */
    @Test
    default void asksForCancellationEveryStep() throws TrainingException {
        AtomicInteger asked = new AtomicInteger();
        Cancellation counting = () -> asked.incrementAndGet() < 0;
        TrainingResult result = trainer().train(task(training(), StepCorrection.none(), "seed", counting));
        long batches =
                (result.examples() + training().batchSize() - 1) / training().batchSize();
        assertThat((long) asked.get())
                .as("questions")
                .isGreaterThanOrEqualTo(training().epochs() * batches);
    }

    /** Once cancelled, training ends with an exception, before the next step. */
    @Test
    default void stopsWithinAStepOfCancellation() {
        for (int patience : new int[] {0, 1, 3}) {
            AtomicInteger asked = new AtomicInteger();
            Cancellation cancelled = () -> asked.incrementAndGet() > patience;
            assertThatExceptionOfType(TrainingException.class)
                    .as("cancelled at question %d", patience + 1)
                    .isThrownBy(() -> trainer().train(task(training(), StepCorrection.none(), "seed", cancelled)));
            assertThat(asked.get()).as("questions").isLessThanOrEqualTo(patience + 2);
        }
    }

    /** Trainers at work at the same time, more of them than most machines have cores, give what each gives alone. */
    @Test
    default void trainersDoNotDisturbOneAnother() throws Exception {
        assumeTrue(trainer().capabilities().deterministic());
        List<Callable<TrainingResult>> jobs = new ArrayList<>();
        List<ParameterVector> alone = new ArrayList<>();
        for (String seed : List.of("first seed", "second seed", "third seed", "fourth seed")) {
            alone.add(trainer()
                    .train(task(training(), StepCorrection.none(), seed))
                    .model());
            jobs.add(() -> trainer().train(task(training(), StepCorrection.none(), seed)));
        }
        ExecutorService threads = Executors.newFixedThreadPool(jobs.size());
        try {
            List<ParameterVector> together = new ArrayList<>();
            for (Future<TrainingResult> each : threads.invokeAll(jobs, patienceSeconds(), TimeUnit.SECONDS)) {
                together.add(each.get().model());
            }
            assertThat(together).isEqualTo(alone);
        } finally {
            threads.shutdownNow();
        }
    }

    /**
     * In a single step the correction adds exactly {@code mu * (w - anchor) + drift} to the gradient of trainables, and
     * buffers keep every bit that they have without it.
     */
    @Test
    default void appliesTheStepCorrection() throws TrainingException {
        assumeTrue(trainer().capabilities().stepCorrection());
        long examples =
                trainer().train(task(training(), StepCorrection.none(), "seed")).examples();
        LocalTraining oneStep = LocalTraining.sgd(1, Math.toIntExact(examples), 0.05);
        ParameterVector start = start();
        ParameterVector anchor = pattern(0.25);
        ParameterVector drift = pattern(-0.5);
        double mu = 0.5;
        StepCorrection correction = StepCorrection.proximal(mu, anchor).withDrift(drift);
        ParameterVector plain =
                trainer().train(task(oneStep, StepCorrection.none(), "seed")).model();
        ParameterVector corrected =
                trainer().train(task(oneStep, correction, "seed")).model();
        boolean[] trainable = trainable();
        for (int j = 0; j < start.size(); j++) {
            if (!trainable[j]) {
                assertThat(corrected.get(j)).as("buffer element %d", j).isEqualTo(plain.get(j));
                continue;
            }
            double pull = 0.05 * (mu * (start.get(j) - anchor.get(j)) + drift.get(j));
            double magnitude = Math.abs(start.get(j)) + Math.abs(plain.get(j)) + 0.1 + Math.abs(pull);
            assertThat(corrected.get(j))
                    .as("element %d", j)
                    .isCloseTo(plain.get(j) - pull, within(roundings(16) * magnitude));
        }
    }

    /** A trainer that cannot bound the influence of single examples does not train as if it had. */
    @Test
    default void refusesABoundOnExamplesThatItCannotKeep() {
        assumeFalse(trainer().capabilities().perExampleGradients());
        TrainingTask plain = task(training(), StepCorrection.none(), "seed");
        TrainingTask bounded = new TrainingTask(
                plain.model(),
                plain.training(),
                plain.correction(),
                ExampleClipping.to(1),
                plain.seed(),
                plain.cancellation());
        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> trainer().train(bounded));
    }

    /** The loss of a model is a number, which training lowers and asking for it does not change. */
    @Test
    default void evaluatesLossWithoutATrace() throws TrainingException {
        assumeTrue(trainer().evaluatesLoss());
        ClientTrainer trainer = trainer();
        double before = trainer.loss(start());
        assertThat(before).isNotNegative().isFinite();
        ParameterVector trained =
                trainer.train(task(training(), StepCorrection.none(), "seed")).model();
        assertThat(trainer.loss(trained)).isLessThan(before);
        if (trainer.capabilities().deterministic() && !trainer.capabilities().keepsState()) {
            ClientTrainer unasked = trainer();
            assertThat(unasked.train(task(training(), StepCorrection.none(), "seed"))
                            .model())
                    .isEqualTo(trained);
            assertThat(trainer.loss(start())).isEqualTo(before);
        }
    }

    /** Models of another layout, or that are not finite, have no loss, and no model has one where nothing evaluates it. */
    @Test
    default void refusesToEvaluateWhatItCannot() {
        ClientTrainer trainer = trainer();
        ParameterVector foreign =
                ParameterVector.zeros(ParameterLayout.float64(ParameterBlock.trainable("of another model", 3)));
        assertThatExceptionOfType(TrainingException.class).isThrownBy(() -> trainer.loss(foreign));
        double[] values = start().toDoubleArray();
        values[0] = Double.NaN;
        ParameterVector broken = ParameterVector.of(trainer.layout(), values);
        assertThatExceptionOfType(TrainingException.class).isThrownBy(() -> trainer.loss(broken));
    }

    /** A pull that undoes each step keeps the model at the anchor, give or take the last step. */
    @Test
    default void strongPullKeepsTheModelNearTheAnchor() throws TrainingException {
        assumeTrue(trainer().capabilities().stepCorrection());
        double mu = 1 / training().learningRate();
        StepCorrection pull = StepCorrection.proximal(mu, start());
        ParameterVector held = trainer().train(task(training(), pull, "seed")).model();
        ParameterVector free =
                trainer().train(task(training(), StepCorrection.none(), "seed")).model();
        assertThat(held.firstNonFinite()).isEqualTo(-1);
        assertThat(distanceFromStart(held)).isLessThan(distanceFromStart(free));
    }

    private TrainingTask task(LocalTraining training, StepCorrection correction, String seed) {
        return task(training, correction, seed, Cancellation.never());
    }

    private TrainingTask task(
            LocalTraining training, StepCorrection correction, String seed, Cancellation cancellation) {
        Digest digest = Digest.sha256(seed.getBytes(UTF_8));
        return new TrainingTask(start(), training, correction, digest, cancellation);
    }

    private ParameterVector pattern(double amplitude) {
        double[] values = new double[trainer().layout().size()];
        for (int j = 0; j < values.length; j++) {
            values[j] = amplitude * ((j % 5) - 2) / 2;
        }
        return ParameterVector.of(trainer().layout(), values);
    }

    private boolean[] trainable() {
        boolean[] trainable = new boolean[trainer().layout().size()];
        int from = 0;
        for (ParameterBlock block : trainer().layout().blocks()) {
            Arrays.fill(trainable, from, from + block.size(), block.role() == ParameterRole.TRAINABLE);
            from += block.size();
        }
        return trainable;
    }

    /** So many roundings of the element type, relative to the magnitude of what is rounded. */
    private double roundings(int count) {
        return count * (trainer().layout().elementType() == ElementType.FLOAT32 ? 0x1.0p-24 : 0x1.0p-53);
    }

    private double distanceFromStart(ParameterVector model) {
        double[] difference = model.minus(start()).toDoubleArray();
        return Math.sqrt(Arrays.stream(difference).map(x -> x * x).sum());
    }
}
