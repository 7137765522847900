package org.folkmoot.trainers.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.Consumer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.training.StepCorrection;
import org.folkmoot.api.training.TrainingException;
import org.folkmoot.trainers.data.Dataset;
import org.folkmoot.trainers.data.EpochOrder;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;

/** The network's own updater does in our hands what it does in the engine's own training loop. */
final class NetworkStepTest {
    private static final LocalTraining TRAINING = LocalTraining.sgd(2, 7, 0.01);
    private static final Dataset DATA = Networks.twoHeaps();

    @Test
    void takesTheStepsOfTheEnginesOwnLoopBitForBit() throws TrainingException {
        MultiLayerConfiguration adam =
                Networks.dense(Networks.settings(new Adam(0.01)).l2(0.001));
        try (Dl4jModel model = Dl4jModel.multiLayer(adam)) {
            ParameterVector ours = trainer(model, Optimizer.NETWORK_RESET)
                    .train(Tasks.task(model.initial(), TRAINING))
                    .model();

            assertThat(ours.toFloatArray()).containsExactly(fit(adam, network -> {}));
        }
    }

    @Test
    void correctsAsAListenerOfTheGradientSumWould() throws TrainingException {
        MultiLayerConfiguration adam = Networks.dense(Networks.settings(new Adam(0.01)));
        double mu = 0.5;
        try (Dl4jModel model = Dl4jModel.multiLayer(adam)) {
            StepCorrection pull = StepCorrection.proximal(mu, ParameterVector.zeros(model.layout()));
            ParameterVector ours = trainer(model, Optimizer.NETWORK_RESET)
                    .train(Tasks.task(model.initial(), TRAINING, pull))
                    .model();

            float[] expected = fit(adam, network -> network.addListeners(new Pull(mu)));
            for (int j = 0; j < expected.length; j++) {
                assertThat(ours.get(j)).as("element %d", j).isCloseTo(expected[j], within(1e-6));
            }
        }
    }

    @Test
    void forgetsItsStateOrKeepsItAsAsked() throws TrainingException {
        MultiLayerConfiguration adam = Networks.dense(Networks.settings(new Adam(0.01)));
        try (Dl4jModel model = Dl4jModel.multiLayer(adam)) {
            Dl4jTrainer reset = trainer(model, Optimizer.NETWORK_RESET);
            Dl4jTrainer kept = trainer(model, Optimizer.NETWORK_KEPT);
            var task = Tasks.task(model.initial(), TRAINING);

            ParameterVector first = reset.train(task).model();

            assertThat(reset.train(task).model()).isEqualTo(first);
            assertThat(kept.train(task).model()).isEqualTo(first);
            assertThat(kept.train(task).model()).isNotEqualTo(first);
            assertThat(kept.capabilities().keepsState()).isTrue();
            assertThat(reset.capabilities().keepsState()).isFalse();
        }
    }

    @Test
    void goesOnAfterAKeptStateAsIfNothingHadComeBetween() throws TrainingException {
        Dl4jModel model = Dl4jModel.sameDiff(NetworkStepTest::sameDiffWithAdam, Networks.NAMES);
        Dl4jTrainer kept = trainer(model, Optimizer.NETWORK_KEPT);
        LocalTraining fourBatches = LocalTraining.sgd(4, 40, 0.01);
        LocalTraining twoBatches = LocalTraining.sgd(2, 40, 0.01);

        ParameterVector atOnce = trainer(model, Optimizer.NETWORK_RESET)
                .train(Tasks.task(model.initial(), fourBatches))
                .model();
        ParameterVector half =
                kept.train(Tasks.task(model.initial(), twoBatches)).model();
        ParameterVector whole = kept.train(Tasks.task(half, twoBatches)).model();

        // The batches are whole epochs, so their order differs and with it the rounding of the sums.
        for (int j = 0; j < atOnce.size(); j++) {
            assertThat(whole.get(j)).isCloseTo(atOnce.get(j), within(1e-4));
        }
        model.close();
    }

    private static Dl4jTrainer trainer(Dl4jModel model, Optimizer optimizer) {
        return Dl4jTrainer.of(model, DATA).withOptimizer(optimizer);
    }

    private static SameDiff sameDiffWithAdam() {
        SameDiff graph = Networks.sameDiff();
        graph.setTrainingConfig(TrainingConfig.builder()
                .updater(new Adam(0.01))
                .dataSetFeatureMapping("x")
                .dataSetLabelMapping("y")
                .build());
        return graph;
    }

    /** Trains in the engine's own loop, on the batches that a trainer would see. */
    private static float[] fit(MultiLayerConfiguration configuration, Consumer<MultiLayerNetwork> prepare) {
        var network = new MultiLayerNetwork(configuration.clone());
        network.init();
        network.setLearningRate(TRAINING.learningRate());
        prepare.accept(network);
        var seed = Tasks.task(
                        ParameterVector.zeros(
                                Dl4jModel.multiLayer(configuration).layout()),
                        TRAINING)
                .seed();
        for (int epoch = 0; epoch < TRAINING.epochs(); epoch++) {
            int[] order = EpochOrder.of(seed, epoch, DATA.size());
            for (int from = 0; from < order.length; from += TRAINING.batchSize()) {
                try (Batch batch = new Batch(DATA, Math.min(TRAINING.batchSize(), order.length - from))) {
                    batch.fill(order, from);
                    network.fit(batch.features(), batch.labels());
                }
            }
        }
        return NativeVector.copy(network.params());
    }

    /** Adds mu * w to the mean gradient, where the engine holds the sum. */
    private static final class Pull extends BaseTrainingListener {
        private final double mu;

        Pull(double mu) {
            this.mu = mu;
        }

        @Override
        public void onGradientCalculation(Model model) {
            MultiLayerNetwork network = (MultiLayerNetwork) model;
            INDArray weights = network.params();
            Blas.addScaled(network.getFlattenedGradients(), weights, mu * network.batchSize());
        }
    }
}
