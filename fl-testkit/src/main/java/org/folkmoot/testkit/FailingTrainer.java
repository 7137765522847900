package org.folkmoot.testkit;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.api.training.ExecutionFingerprint;
import org.folkmoot.api.training.TrainingException;
import org.folkmoot.api.training.TrainingResult;
import org.folkmoot.api.training.TrainingTask;

/**
 * A trainer that breaks its contract in one way, to see that a federation loses this client and nothing else.
 *
 * <p>Safe for use by several threads. Whoever makes a {@link #stuck} one releases it at the end of the test.
 */
public final class FailingTrainer implements ClientTrainer {
    private static final long EXAMPLES = 1;

    private final ParameterLayout layout;
    private final Behaviour behaviour;
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private FailingTrainer(ParameterLayout layout, Behaviour behaviour) {
        this.layout = layout;
        this.behaviour = behaviour;
    }

    /** {@return a trainer that says it cannot} */
    public static FailingTrainer declining(ParameterLayout layout) {
        return new FailingTrainer(layout, (trainer, task) -> {
            throw new TrainingException("no data today");
        });
    }

    /** {@return a trainer that throws what its contract does not mention} */
    public static FailingTrainer throwing(ParameterLayout layout) {
        return new FailingTrainer(layout, (trainer, task) -> {
            throw new IllegalStateException("trainer broke");
        });
    }

    /** {@return a trainer whose model holds NaN everywhere} */
    public static FailingTrainer notANumber(ParameterLayout layout) {
        return new FailingTrainer(layout, (trainer, task) -> result(filled(layout, Double.NaN)));
    }

    /** {@return a trainer whose model is finite and absurdly large} */
    public static FailingTrainer exploding(ParameterLayout layout) {
        double largest = layout.elementType() == ElementType.FLOAT32 ? Float.MAX_VALUE : Double.MAX_VALUE;
        return new FailingTrainer(layout, (trainer, task) -> result(filled(layout, largest)));
    }

    /** {@return a trainer whose model has one parameter more than was asked for} */
    public static FailingTrainer wrongLayout(ParameterLayout layout) {
        ParameterLayout other = new ParameterLayout(
                layout.elementType(), List.of(ParameterBlock.trainable("other", layout.size() + 1)));
        return new FailingTrainer(layout, (trainer, task) -> result(ParameterVector.zeros(other)));
    }

    /** {@return a trainer that does not return, cancelled, interrupted or not, before {@link #release}} */
    public static FailingTrainer stuck(ParameterLayout layout) {
        return new FailingTrainer(layout, (trainer, task) -> {
            trainer.awaitRelease();
            return result(task.model());
        });
    }

    /** {@return a trainer that, once cancelled, delivers all the same}; it waits for the cancellation first. */
    public static FailingTrainer deafToCancellation(ParameterLayout layout) {
        return new FailingTrainer(layout, (trainer, task) -> {
            while (!task.cancellation().isCancelled() && trainer.released.getCount() > 0) {
                Thread.onSpinWait();
            }
            return result(task.model());
        });
    }

    @Override
    public ParameterLayout layout() {
        return layout;
    }

    @Override
    public ExecutionFingerprint fingerprint() {
        return ExecutionFingerprint.strictJava("folkmoot-failing/1");
    }

    @Override
    public TrainingResult train(TrainingTask task) throws TrainingException {
        started.countDown();
        return behaviour.train(this, task);
    }

    /** {@return whether it was asked to train within this time} */
    public boolean awaitStart(Duration patience) throws InterruptedException {
        return started.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Lets every training that waits end, now and later. */
    public void release() {
        released.countDown();
    }

    private void awaitRelease() {
        boolean interrupted = false;
        while (released.getCount() > 0) {
            try {
                released.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static TrainingResult result(ParameterVector model) {
        return TrainingResult.of(model, EXAMPLES);
    }

    private static ParameterVector filled(ParameterLayout layout, double value) {
        double[] values = new double[layout.size()];
        Arrays.fill(values, value);
        return ParameterVector.of(layout, values);
    }

    private interface Behaviour {
        TrainingResult train(FailingTrainer trainer, TrainingTask task) throws TrainingException;
    }
}
