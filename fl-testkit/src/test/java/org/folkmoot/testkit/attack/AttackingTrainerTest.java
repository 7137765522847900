package org.folkmoot.testkit.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.Cancellation;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.api.training.ExecutionFingerprint;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.training.StepCorrection;
import org.folkmoot.api.training.TrainingException;
import org.folkmoot.api.training.TrainingResult;
import org.folkmoot.api.training.TrainingTask;
import org.junit.jupiter.api.Test;

final class AttackingTrainerTest {
    private static final Cancellation NEVER = () -> false;
    private static final ParameterLayout LAYOUT = ParameterLayout.float64(ParameterBlock.trainable("w", 2));

    /** Moves each parameter by one amount. */
    private record Mover(double by) implements ClientTrainer {
        @Override
        public ParameterLayout layout() {
            return LAYOUT;
        }

        @Override
        public ExecutionFingerprint fingerprint() {
            return ExecutionFingerprint.strictJava("testkit-mover/1");
        }

        @Override
        public TrainingResult train(TrainingTask task) {
            double[] values = task.model().toDoubleArray();
            return TrainingResult.of(ParameterVector.of(LAYOUT, new double[] {values[0] + by, values[1] + by}), 10);
        }
    }

    private static TrainingTask task(double... model) {
        return new TrainingTask(
                ParameterVector.of(LAYOUT, model),
                LocalTraining.sgd(1, 1, 1),
                StepCorrection.none(),
                Digest.sha256(),
                NEVER);
    }

    private static double[] trained(ClientTrainer trainer, double... model) throws TrainingException {
        return trainer.train(task(model)).model().toDoubleArray();
    }

    @Test
    void sendsTheModelPlusTheForgedUpdate() throws TrainingException {
        assertThat(trained(AttackingTrainer.of(new Mover(2), SignFlip.own()), 5, 6))
                .containsExactly(3, 4);
        assertThat(trained(AttackingTrainer.of(new Mover(2), ModelReplacement.scaled(10)), 5, 6))
                .containsExactly(25, 26);
        assertThat(trained(AttackingTrainer.of(new Mover(2), Malformed.everywhere(Double.NaN)), 5, 6))
                .containsOnly(Double.NaN);
        assertThat(trained(AttackingTrainer.of(new Mover(2), Malformed.scalar(7)), 5, 6))
                .containsExactly(7);
    }

    @Test
    void ridesFreeFromTheSecondRoundOn() throws TrainingException {
        AttackingTrainer trainer = AttackingTrainer.of(new Mover(2), Noise.freeRider(0));
        assertThat(trained(trainer, 5, 6)).containsExactly(5, 6);
        assertThat(trained(trainer, 6, 8)).containsExactly(7, 10);
        assertThat(trained(trainer, 6, 8)).as("another attempt").containsExactly(7, 10);
        assertThat(trainer.capabilities().keepsState()).isTrue();
    }

    @Test
    void seesWhatTheClientsItWatchesWouldSend() throws TrainingException {
        AttackingTrainer trainer = AttackingTrainer.of(new Mover(100), SignFlip.ofHonestMean())
                .watching(List.of(new Mover(1), new Mover(3)));
        assertThat(trained(trainer, 5, 6)).containsExactly(3, 4);
    }

    @Test
    void drawsItsChanceFromTheTask() throws TrainingException {
        double[] first = trained(AttackingTrainer.of(new Mover(2), Noise.gaussian(1)), 5, 6);
        assertThat(trained(AttackingTrainer.of(new Mover(2), Noise.gaussian(1)), 5, 6))
                .containsExactly(first);
    }

    @Test
    void claimsExamplesThatItDoesNotHave() throws TrainingException {
        AttackingTrainer honest = AttackingTrainer.of(new Mover(2), SignFlip.own());
        assertThat(honest.train(task(5, 6)).examples()).isEqualTo(10);
        for (long claimed : PoisonedCount.EXCESSIVE) {
            assertThat(honest.claiming(claimed).train(task(5, 6)).examples()).isEqualTo(claimed);
        }
        for (long impossible : PoisonedCount.IMPOSSIBLE) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> honest.claiming(impossible))
                    .withMessage("examples: " + impossible + " (expected: >= 1)");
        }
    }
}
