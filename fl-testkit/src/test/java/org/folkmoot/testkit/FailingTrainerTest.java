package org.folkmoot.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.training.StepCorrection;
import org.folkmoot.api.training.TrainingException;
import org.folkmoot.api.training.TrainingResult;
import org.folkmoot.api.training.TrainingTask;
import org.junit.jupiter.api.Test;

final class FailingTrainerTest {
    private static final ParameterLayout LAYOUT = ParameterLayout.float32(ParameterBlock.trainable("w", 3));
    private static final TrainingTask CANCELLED = new TrainingTask(
            ParameterVector.zeros(LAYOUT),
            LocalTraining.sgd(1, 1, 1),
            StepCorrection.none(),
            Digest.sha256(),
            () -> true);

    @Test
    void failsInTheWayItSays() throws TrainingException {
        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> FailingTrainer.declining(LAYOUT).train(CANCELLED));
        assertThatIllegalStateException()
                .isThrownBy(() -> FailingTrainer.throwing(LAYOUT).train(CANCELLED));
        ParameterVector nan = FailingTrainer.notANumber(LAYOUT).train(CANCELLED).model();
        assertThat(nan.firstNonFinite()).isZero();
        ParameterVector huge = FailingTrainer.exploding(LAYOUT).train(CANCELLED).model();
        assertThat(huge.firstNonFinite()).isEqualTo(-1);
        assertThat(huge.firstBeyond(1e30)).isZero();
        ParameterVector other =
                FailingTrainer.wrongLayout(LAYOUT).train(CANCELLED).model();
        assertThat(other.layout()).isNotEqualTo(LAYOUT);
        assertThat(FailingTrainer.deafToCancellation(LAYOUT).train(CANCELLED).model())
                .isEqualTo(CANCELLED.model());
    }

    @Test
    void isStuckUntilReleased() throws Exception {
        FailingTrainer stuck = FailingTrainer.stuck(LAYOUT);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<TrainingResult> result = thread.submit(() -> stuck.train(CANCELLED));
            assertThat(stuck.awaitStart(Duration.ofSeconds(20))).isTrue();
            assertThat(result).isNotDone();
            stuck.release();
            assertThat(result.get(20, TimeUnit.SECONDS).model()).isEqualTo(CANCELLED.model());
        } finally {
            stuck.release();
            thread.shutdownNow();
        }
    }
}
