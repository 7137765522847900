package org.folkmoot.trainers.torch;

import static java.util.Objects.requireNonNull;

import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.api.training.ExecutionFingerprint;
import org.folkmoot.api.training.TrainerCapabilities;
import org.folkmoot.api.training.TrainingException;
import org.folkmoot.api.training.TrainingResult;
import org.folkmoot.api.training.TrainingTask;
import org.folkmoot.trainers.data.Dataset;

/**
 * Trains a {@link TorchModel} on one client's data with mini-batch SGD.
 *
 * <p>Guarantees: on the processor the same task on the same data gives the same bits wherever the fingerprint is the same,
 * also beside other trainers at work. Examples come in the same order as for the plain trainer; a last, smaller batch
 * counts with the mean over its own size. Cancellation is asked before each step, and every {@value Replica#TILE} examples
 * of a larger one. Correction and weight decay do not touch buffers. A result is finite: where the start, the correction
 * or the way there is not, it refuses. {@code loss} is the mean training loss of the last epoch, in nats, each example
 * taken before the step that used it.
 *
 * <p>{@link org.folkmoot.api.training.ExampleClipping} needs no gradient of a single example for dense layers (Goodfellow
 * 2015) and forms those of a tile at once for convolutions. What one example adds to a batch has a norm of at most the
 * bound; for convolutions up to the rounding of their float32 sums. Models that mix examples, by batch norm, refuse it.
 *
 * <p>Holds nothing but the data: native memory belongs to the model and is shared by all of its trainers, so it does not
 * grow with the number of clients, and closing a trainer does nothing. Safe for use by several threads at once.
 */
public final class TorchTrainer implements ClientTrainer {
    private final TorchModel model;
    private final Dataset data;

    private TorchTrainer(TorchModel model, Dataset data) {
        this.model = model;
        this.data = data;
    }

    /** {@return a trainer of this model on this data, which holds at least one example} */
    public static TorchTrainer of(TorchModel model, Dataset data) {
        requireNonNull(model, "model").requireFit(requireNonNull(data, "data"));
        return new TorchTrainer(model, data);
    }

    @Override
    public ParameterLayout layout() {
        return model.layout();
    }

    /** On a CUDA card the same bits are not promised. */
    @Override
    public TrainerCapabilities capabilities() {
        boolean separate = model.architecture().mixing().isEmpty();
        return new TrainerCapabilities(true, separate, false, model.device().isCpu(), false);
    }

    @Override
    public ExecutionFingerprint fingerprint() {
        return Engine.start().fingerprint(model.device());
    }

    @Override
    public TrainingResult train(TrainingTask task) throws TrainingException {
        task.requireUsable(model.layout());
        requirePossible(task);
        return model.work(replica -> new LocalSgd(replica, data, task, tile()).run());
    }

    /** {@return how many examples go through at once: a whole batch where they are mixed} */
    private int tile() {
        return model.architecture().mixing().isEmpty() ? Replica.TILE : Integer.MAX_VALUE;
    }

    private void requirePossible(TrainingTask task) throws TrainingException {
        String mixing = model.architecture().mixing();
        if (!task.clipping().isNone() && !mixing.isEmpty()) {
            throw new TrainingException(
                    "clipping: " + task.clipping().bound() + " (expected: none, because " + mixing + ")");
        }
        int smallest = model.architecture().smallestBatch();
        int batch = Math.min(task.training().batchSize(), data.size());
        int last = data.size() % batch;
        if (batch < smallest || (last > 0 && last < smallest)) {
            throw new TrainingException("batch: " + (last > 0 ? last : batch) + " of " + data.size()
                    + " examples (expected: >= " + smallest + ", because " + mixing + ")");
        }
    }

    @Override
    public boolean evaluatesLoss() {
        return true;
    }

    /** {@return the mean cross-entropy, in nats, over all examples} */
    @Override
    public double loss(ParameterVector parameters) throws TrainingException {
        TrainingTask.requireUsable("model", parameters, model.layout());
        return TorchEvaluator.of(model, data).evaluate(parameters).metric("loss");
    }
}
