package org.folkmoot.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.Cancellation;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.training.StepCorrection;
import org.folkmoot.api.training.TrainingException;
import org.folkmoot.api.training.TrainingResult;
import org.folkmoot.api.training.TrainingTask;
import org.junit.jupiter.api.Test;

/**
 * Two engines that train the same network on the same data come to the same model, up to the rounding of float32. The
 * names of the blocks may differ; the order of the elements in the flat vector may not.
 */
public interface EngineAgreementContract {
    /** {@return the engine under test} */
    ClientTrainer trainer();

    /** {@return the engine that it is compared with, usually the plain one} */
    ClientTrainer referee();

    /** {@return where both start, in the layout of the referee} */
    ParameterVector start();

    /** {@return how far an element may lie from the referee's after one step: some roundings of numbers around 1} */
    default double tolerance() {
        return 64 * 0x1.0p-24;
    }

    /** One step over a batch gives the same model and the same loss. */
    @Test
    default void takesTheSameStep() throws TrainingException {
        agree(LocalTraining.sgd(1, 8, 0.1), StepCorrection.none(), 1);
    }

    /** Momentum, weight decay, correction and a last, smaller batch mean the same to both, over several epochs. */
    @Test
    default void takesTheSameWay() throws TrainingException {
        LocalTraining training = LocalTraining.sgd(3, 7, 0.1).withMomentum(0.9).withWeightDecay(0.01);
        StepCorrection pull = StepCorrection.proximal(0.2, start());
        agree(training, pull, 100);
    }

    private void agree(LocalTraining training, StepCorrection correction, double times) throws TrainingException {
        TrainingResult expected = run(referee(), training, correction);
        TrainingResult actual = run(trainer(), training, correction);
        assertThat(actual.model().toDoubleArray())
                .containsExactly(expected.model().toDoubleArray(), within(times * tolerance()));
        assertThat(actual.examples()).isEqualTo(expected.examples());
        if (expected.metrics().containsKey("loss")) {
            assertThat(actual.metrics().get("loss"))
                    .isCloseTo(expected.metrics().get("loss"), within(times * tolerance()));
        }
    }

    private TrainingResult run(ClientTrainer engine, LocalTraining training, StepCorrection correction)
            throws TrainingException {
        StepCorrection own = correction
                .anchor()
                .map(anchor -> StepCorrection.proximal(correction.mu(), in(engine, anchor)))
                .orElse(correction);
        Digest seed = Digest.sha256("agreement".getBytes(UTF_8));
        return engine.train(new TrainingTask(in(engine, start()), training, own, seed, Cancellation.never()));
    }

    private static ParameterVector in(ClientTrainer engine, ParameterVector values) {
        return ParameterVector.of(engine.layout(), values.toDoubleArray());
    }
}
