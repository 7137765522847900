package org.folkmoot.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.api.training.ExecutionFingerprint;
import org.folkmoot.api.training.StepCorrection;
import org.folkmoot.api.training.TrainerCapabilities;
import org.folkmoot.api.training.TrainingException;
import org.folkmoot.api.training.TrainingResult;
import org.folkmoot.api.training.TrainingTask;
import org.junit.jupiter.api.Test;

/** A correct trainer passes, as this class itself shows; broken ones are found. */
@SuppressWarnings("JUnitMethodInvoked") // A contract that fails as it should is the subject here.
final class ClientTrainerContractTest implements ClientTrainerContract {
    private static final ParameterLayout LAYOUT =
            ParameterLayout.float32(ParameterBlock.trainable("centre", 4), ParameterBlock.buffer("seen", 1));

    @Override
    public ClientTrainer trainer() {
        return new CentreTrainer();
    }

    @Test
    void findsWhatIsNotFinite() {
        assertThatThrownBy(contractOf(FailingTrainer.notANumber(LAYOUT))::givesAFiniteModelOfTheRightLayout)
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void findsAnotherLayout() {
        assertThatThrownBy(contractOf(FailingTrainer.wrongLayout(LAYOUT))::givesAFiniteModelOfTheRightLayout)
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void findsWhoDoesNotHearCancellation() {
        assertThatThrownBy(contractOf(FailingTrainer.deafToCancellation(LAYOUT))::stopsWithinAStepOfCancellation)
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void findsWhoNeverAsksForCancellation() {
        assertThatThrownBy(contractOf(FailingTrainer.exploding(LAYOUT))::asksForCancellationEveryStep)
                .isInstanceOf(AssertionError.class);
    }

    private static ClientTrainerContract contractOf(ClientTrainer trainer) {
        return () -> trainer;
    }

    /** Moves a centre towards 20 fixed points in an order that the seed decides. */
    private static final class CentreTrainer implements ClientTrainer {
        private static final int EXAMPLES = 20;

        @Override
        public ParameterLayout layout() {
            return LAYOUT;
        }

        @Override
        public TrainerCapabilities capabilities() {
            return new TrainerCapabilities(true, false, true);
        }

        @Override
        public ExecutionFingerprint fingerprint() {
            return ExecutionFingerprint.strictJava("testkit-centre/1");
        }

        @Override
        public TrainingResult train(TrainingTask task) throws TrainingException {
            double[] w = task.model().toDoubleArray();
            Random order = new Random(task.seed().hashCode());
            int batch = task.training().batchSize();
            for (int epoch = 0; epoch < task.training().epochs(); epoch++) {
                for (int from = 0; from < EXAMPLES; from += batch) {
                    task.cancellation().throwIfCancelled();
                    step(w, order.nextInt(EXAMPLES), task);
                }
            }
            w[4] += 1;
            return TrainingResult.of(ParameterVector.of(LAYOUT, w), EXAMPLES);
        }

        private static void step(double[] w, int example, TrainingTask task) {
            StepCorrection correction = task.correction();
            for (int j = 0; j < 4; j++) {
                double gradient = w[j] - (1 + j + 0.01 * example);
                if (correction.anchor().isPresent()) {
                    gradient +=
                            correction.mu() * (w[j] - correction.anchor().get().get(j));
                }
                if (correction.drift().isPresent()) {
                    gradient += correction.drift().get().get(j);
                }
                w[j] -= task.training().learningRate() * gradient;
            }
        }
    }
}
