package org.folkmoot.trainers.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.Cancellation;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.training.StepCorrection;
import org.folkmoot.api.training.TrainingException;
import org.folkmoot.api.training.TrainingTask;
import org.junit.jupiter.api.Test;

final class Dl4jTrainerTest {
    private static final LocalTraining TRAINING = LocalTraining.sgd(3, 8, 0.05);

    @Test
    void givesEightClientsOnFourThreadsWhatEachGetsAlone() throws Exception {
        try (Dl4jModel model = Dl4jModel.multiLayer(Networks.convolution())) {
            Dl4jTrainer trainer = Dl4jTrainer.of(model, Networks.images());
            List<ParameterVector> alone = new ArrayList<>();
            List<Callable<ParameterVector>> jobs = new ArrayList<>();
            for (int client = 0; client < 8; client++) {
                TrainingTask task = seeded(model, client);
                alone.add(trainer.train(task).model());
                jobs.add(() ->
                        Dl4jTrainer.of(model, Networks.images()).train(task).model());
            }
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                List<ParameterVector> together = new ArrayList<>();
                for (Future<ParameterVector> each : threads.invokeAll(jobs)) {
                    together.add(each.get());
                }
                assertThat(together).isEqualTo(alone);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Test
    void drawsDropoutFromTheSeedOfTheTask() throws TrainingException {
        try (Dl4jModel model =
                Dl4jModel.multiLayer(Networks.dense(Networks.settings().dropOut(0.5)))) {
            Dl4jTrainer trainer = Dl4jTrainer.of(model, Networks.twoHeaps());
            TrainingTask task = new TrainingTask(
                    model.initial(),
                    LocalTraining.sgd(1, 40, 0.1),
                    StepCorrection.none(),
                    Digest.sha256(new byte[] {1}),
                    Cancellation.never());
            TrainingTask otherSeed = new TrainingTask(
                    model.initial(),
                    LocalTraining.sgd(1, 40, 0.1),
                    StepCorrection.none(),
                    Digest.sha256(new byte[] {2}),
                    Cancellation.never());

            ParameterVector first = trainer.train(task).model();

            assertThat(trainer.train(task).model()).isEqualTo(first);
            assertThat(distance(trainer.train(otherSeed).model(), first)).isGreaterThan(1e-3);
        }
    }

    @Test
    void learns() throws TrainingException {
        try (Dl4jModel model = Dl4jModel.graph(Networks.graph())) {
            Dl4jTrainer trainer = Dl4jTrainer.of(model, Networks.twoHeaps());
            Dl4jEvaluator evaluator = Dl4jEvaluator.of(model, Networks.twoHeaps());

            ParameterVector trained = trainer.train(Tasks.task(
                            model.initial(), LocalTraining.sgd(20, 8, 0.1).withMomentum(0.9)))
                    .model();

            assertThat(evaluator.evaluate(trained).metric("accuracy")).isEqualTo(1);
            assertThat(evaluator.evaluate(trained).metric("loss"))
                    .isLessThan(evaluator.evaluate(model.initial()).metric("loss"));
        }
    }

    @Test
    void refusesRulesOfTheNetworkThatTheProgramDoesNotKnow() {
        MultiLayerConfiguration decaying = Networks.dense(Networks.settings().l2(0.01));
        MultiLayerConfiguration clipping =
                Networks.dense(Networks.settings().gradientNormalization(GradientNormalization.ClipL2PerLayer));

        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> trainOnce(decaying, Optimizer.PROGRAM, TRAINING))
                .withMessageContaining("regularisation of 0_W");
        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> trainOnce(clipping, Optimizer.PROGRAM, TRAINING))
                .withMessageContaining("gradient normalisation of layer0");
    }

    @Test
    void refusesMomentumOfTheProgramWhereTheNetworkDecides() {
        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> trainOnce(Networks.dense(), Optimizer.NETWORK_RESET, TRAINING.withMomentum(0.9)))
                .withMessageContaining("momentum");
    }

    @Test
    void refusesStartsThatAreNotNumbersOrOfAnotherLayout() {
        try (Dl4jModel model = Dl4jModel.multiLayer(Networks.dense())) {
            Dl4jTrainer trainer = Dl4jTrainer.of(model, Networks.twoHeaps());
            float[] broken = model.initial().toFloatArray();
            broken[3] = Float.NaN;
            ParameterVector notANumber = ParameterVector.of(model.layout(), broken);

            assertThatExceptionOfType(TrainingException.class)
                    .isThrownBy(() -> trainer.train(Tasks.task(notANumber, TRAINING)))
                    .withMessageContaining("parameter 3");
            assertThatExceptionOfType(TrainingException.class)
                    .isThrownBy(() -> trainer.train(Tasks.task(model.initial(), LocalTraining.sgd(50, 8, 1e30))))
                    .withMessageContaining("diverged");
        }
    }

    @Test
    void leavesFrozenLayersAloneWhateverTheProgramAdds() throws TrainingException {
        var frozen = new org.deeplearning4j.nn.conf.layers.misc.FrozenLayer(
                new DenseLayer.Builder().nIn(3).nOut(5).build());
        var configuration = Networks.settings()
                .list()
                .layer(frozen)
                .layer(Networks.output(5))
                .build();
        try (Dl4jModel model = Dl4jModel.multiLayer(configuration)) {
            var training = TRAINING.withMomentum(0.5).withWeightDecay(0.1);
            var pull = StepCorrection.proximal(0.5, ParameterVector.zeros(model.layout()));

            ParameterVector trained = Dl4jTrainer.of(model, Networks.twoHeaps())
                    .train(Tasks.task(model.initial(), training, pull))
                    .model();

            for (int j = 0; j < 20; j++) {
                assertThat(trained.get(j)).isEqualTo(model.initial().get(j));
            }
            assertThat(distance(trained, model.initial())).isGreaterThan(1e-3);
        }
    }

    @Test
    void appliesTheCorrectionToMomentumAsTheClosedFormSays() throws TrainingException {
        try (Dl4jModel model = Dl4jModel.multiLayer(Networks.convolution())) {
            ParameterVector anchor = ParameterVector.zeros(model.layout());
            LocalTraining oneStep = LocalTraining.sgd(1, 40, 0.1).withMomentum(0.9);
            Dl4jTrainer trainer = Dl4jTrainer.of(model, Networks.images());

            ParameterVector free =
                    trainer.train(Tasks.task(model.initial(), oneStep)).model();
            ParameterVector pulled = trainer.train(
                            Tasks.task(model.initial(), oneStep, StepCorrection.proximal(0.3, anchor)))
                    .model();

            double start = model.initial().get(2);
            assertThat(pulled.get(2)).isCloseTo(free.get(2) - 0.1 * 0.3 * start, within(1e-6));
        }
    }

    private static TrainingTask seeded(Dl4jModel model, int client) {
        return new TrainingTask(
                model.initial(),
                TRAINING,
                StepCorrection.none(),
                Digest.sha256(new byte[] {(byte) client}),
                Cancellation.never());
    }

    private static void trainOnce(MultiLayerConfiguration configuration, Optimizer optimizer, LocalTraining training)
            throws TrainingException {
        try (Dl4jModel model = Dl4jModel.multiLayer(configuration)) {
            Dl4jTrainer.of(model, Networks.twoHeaps())
                    .withOptimizer(optimizer)
                    .train(Tasks.task(model.initial(), training));
        }
    }

    private static double distance(ParameterVector a, ParameterVector b) {
        double most = 0;
        for (int i = 0; i < a.size(); i++) {
            most = Math.max(most, Math.abs(a.get(i) - b.get(i)));
        }
        return most;
    }
}
