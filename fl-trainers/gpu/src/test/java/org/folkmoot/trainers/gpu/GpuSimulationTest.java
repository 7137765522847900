package org.folkmoot.trainers.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.Cancellation;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.training.StepCorrection;
import org.folkmoot.api.training.TrainingTask;
import org.folkmoot.trainers.cuda.Gpu;
import org.folkmoot.trainers.cuda.StandInDriver;
import org.folkmoot.trainers.data.Dataset;
import org.folkmoot.trainers.plain.PlainModel;
import org.folkmoot.trainers.plain.PlainTrainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class GpuSimulationTest {
    private static final int INPUTS = 6;
    private static final int CLASSES = 5;
    private static final LocalTraining TWO_EPOCHS = LocalTraining.sgd(2, 10, 0.1);

    private final Dataset data = data();
    private StandInDriver driver;

    @BeforeEach
    void freshCard() {
        driver = StandInDriver.get();
    }

    @AfterEach
    void everythingWasGivenBack() {
        assertThat(StandInDriver.get().leftOver()).isZero();
    }

    @Test
    void trainsALogisticRegressionAsThePlainTrainerDoes() throws Exception {
        requireLikePlain(PlainModel.logisticRegression(INPUTS, CLASSES), TWO_EPOCHS);
    }

    @Test
    void trainsAnMlpAsThePlainTrainerDoes() throws Exception {
        requireLikePlain(PlainModel.mlp(INPUTS, 9, 7, CLASSES), TWO_EPOCHS);
    }

    @Test
    void trainsBatchesOfSeveralTilesWithWeightDecay() throws Exception {
        requireLikePlain(
                PlainModel.mlp(INPUTS, 9, CLASSES),
                LocalTraining.sgd(3, 19, 0.2).withWeightDecay(0.01));
    }

    /**
     * The exponential is the one difference: within 4 ulp here, one in StrictMath, so a class probability p differs by at
     * most a dozen ulp, and p or p - 1, times 1 / batch, by 12 p 2^-52 before it is rounded to float32, 2^28 times as
     * coarse. Roughly one gradient in millions may round to the other neighbour. Among these there is none, and then all
     * that follows is the same.
     */
    private void requireLikePlain(PlainModel model, LocalTraining training) throws Exception {
        List<int[]> examples = examples();
        ParameterVector start = model.initial(seed(99));
        List<ParameterVector> simulated;
        try (Gpu gpu = driver.open()) {
            simulated = GpuSimulation.of(gpu, model, data)
                    .trainEach(start, training, VirtualCohort.shuffled(examples, GpuSimulationTest::seed));
        }

        for (int client = 0; client < examples.size(); client++) {
            assertThat(simulated.get(client).digest())
                    .as("client " + client)
                    .isEqualTo(plain(model, examples.get(client), client, start, training)
                            .digest());
        }
    }

    private ParameterVector plain(
            PlainModel model, int[] examples, int client, ParameterVector start, LocalTraining training)
            throws Exception {
        TrainingTask task =
                new TrainingTask(start, training, StepCorrection.none(), seed(client), Cancellation.never());
        return PlainTrainer.of(model, data.subset(examples)).train(task).model();
    }

    @Test
    void itsExponentialIsWithinFourUnitsInTheLastPlace() {
        Random random = new Random(3);
        double[] values = new double[20_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = -Math.scalb(random.nextDouble(), random.nextInt(40) - 28);
        }

        double[] results = driver.exponential(values);

        for (int i = 0; i < values.length; i++) {
            double truth = StrictMath.exp(values[i]);
            assertThat(results[i]).as("exp " + values[i]).isCloseTo(truth, within(4 * Math.ulp(truth)));
        }
    }

    @Test
    void itsExponentialKnowsItsEnds() {
        assertThat(driver.exponential(0, -0.0, -745, -746, -1e300, Double.NEGATIVE_INFINITY, Double.NaN))
                .containsExactly(1, 1, Double.MIN_VALUE, 0, 0, 0, Double.NaN);
    }

    @Test
    void averagesByExamplesWhateverFitsAtOnce() throws Exception {
        PlainModel model = PlainModel.logisticRegression(INPUTS, CLASSES);
        ParameterVector start = model.initial(seed(99));
        List<int[]> many = new ArrayList<>();
        for (int client = 0; client < 2500; client++) {
            many.add(IntStream.range(0, 1 + client % 3).map(i -> 7 * i).toArray());
        }
        VirtualCohort cohort = VirtualCohort.shuffled(many, GpuSimulationTest::seed);
        LocalTraining training = LocalTraining.sgd(1, 2, 0.1);
        try (Gpu gpu = driver.open()) {
            GpuSimulation simulation = GpuSimulation.of(gpu, model, data);
            SimulatedRound whole = simulation.run(start, training, cohort);
            List<ParameterVector> each = simulation.trainEach(start, training, cohort);
            gpu.limitMemory(1_200_000);
            SimulatedRound inWaves = simulation.run(start, training, cohort);

            assertThat(inWaves).isEqualTo(whole);
            assertThat(whole.clients()).isEqualTo(2500);
            assertThat(whole.examples()).isEqualTo(4999);
            for (int p = 0; p < start.layout().size(); p++) {
                double sum = 0;
                for (int client = 0; client < 2500; client++) {
                    sum += each.get(client).get(p) * (1.0 + client % 3);
                }
                double mean = sum / 4999;
                assertThat(whole.model().get(p)).isCloseTo(mean, within((double) Math.ulp((float) mean)));
            }
        }
    }

    @Test
    void refusesWhatItDoesNotDo() throws Exception {
        PlainModel model = PlainModel.logisticRegression(INPUTS, CLASSES);
        ParameterVector start = model.initial(seed(99));
        VirtualCohort cohort = VirtualCohort.shuffled(examples(), GpuSimulationTest::seed);
        VirtualCohort nobody = VirtualCohort.shuffled(List.of(), GpuSimulationTest::seed);
        VirtualCohort idle = VirtualCohort.shuffled(List.of(new int[0]), GpuSimulationTest::seed);
        VirtualCohort strange = VirtualCohort.shuffled(List.of(new int[] {data.size()}), GpuSimulationTest::seed);
        try (Gpu gpu = driver.open()) {
            GpuSimulation simulation = GpuSimulation.of(gpu, model, data);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> simulation.run(start, TWO_EPOCHS.withMomentum(0.9), cohort))
                    .withMessage("momentum: 0.9 (expected: 0)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> simulation.run(start, TWO_EPOCHS, nobody))
                    .withMessage("clients: 0 (expected: >= 1)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> simulation.run(start, TWO_EPOCHS, idle))
                    .withMessage("examples of a client: 0 (expected: >= 1)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> simulation.run(start, TWO_EPOCHS, strange))
                    .withMessage("example: 60 (expected: in [0, 60))");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> GpuSimulation.of(gpu, PlainModel.logisticRegression(7, CLASSES), data));
        }
    }

    private static List<int[]> examples() {
        return List.of(
                IntStream.range(0, 25).toArray(),
                new int[] {3},
                IntStream.range(10, 60).toArray(),
                IntStream.range(0, 11).map(i -> 5 * i).toArray());
    }

    private static Digest seed(int client) {
        return Digest.sha256(new byte[] {(byte) client, (byte) (client >> 8)});
    }

    private static Dataset data() {
        Random random = new Random(5);
        float[] features = new float[60 * INPUTS];
        int[] labels = new int[60];
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) random.nextGaussian();
        }
        for (int i = 0; i < labels.length; i++) {
            labels[i] = random.nextInt(CLASSES);
        }
        return Dataset.of(features, labels, INPUTS, CLASSES);
    }
}
