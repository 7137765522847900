package org.folkmoot.trainers.plain;

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
 * Trains a {@link PlainModel} on one client's data with mini-batch SGD.
 *
 * <p>Guarantees: the same task on the same data gives the same bits on every machine, JVM and number of threads. Each
 * epoch visits the examples in an order drawn from the task's seed alone; a last, smaller batch counts with the mean
 * over its own size. {@link org.folkmoot.api.training.ExampleClipping} costs a few per cent and holds for the float32
 * numbers that are added: what one example adds to the sum of a batch has a norm of at most the bound. Cancellation is asked at least once a step and once per {@value Replica#TILE} examples. A result
 * is finite: where the start, the correction or the way there is not, it refuses. {@code loss} is the mean training
 * loss of the last epoch, in nats, each example taken before the step that used it.
 *
 * <p>Holds nothing but the data: the working memory belongs to the model and is shared by all of its trainers, so the
 * heap does not grow with the number of clients. Safe for use by several threads at once.
 */
public final class PlainTrainer implements ClientTrainer {
    private static final ExecutionFingerprint FINGERPRINT = ExecutionFingerprint.strictJava("folkmoot-plain/1");

    private final PlainModel model;
    private final Dataset data;

    private PlainTrainer(PlainModel model, Dataset data) {
        this.model = model;
        this.data = data;
    }

    /** {@return a trainer of this model on this data, which holds at least one example} */
    public static PlainTrainer of(PlainModel model, Dataset data) {
        requireNonNull(model, "model").requireFit(requireNonNull(data, "data"));
        return new PlainTrainer(model, data);
    }

    @Override
    public ParameterLayout layout() {
        return model.layout();
    }

    @Override
    public TrainerCapabilities capabilities() {
        return new TrainerCapabilities(true, true, true);
    }

    @Override
    public ExecutionFingerprint fingerprint() {
        return FINGERPRINT;
    }

    @Override
    public TrainingResult train(TrainingTask task) throws TrainingException {
        task.requireUsable(model.layout());
        Replica replica = model.replicas().borrow();
        try {
            return new LocalSgd(replica, data, task).run();
        } finally {
            model.replicas().giveBack(replica);
        }
    }

    @Override
    public boolean evaluatesLoss() {
        return true;
    }

    /** {@return the mean cross-entropy of a model over all examples, in nats; the same bits everywhere} */
    @Override
    public double loss(ParameterVector parameters) throws TrainingException {
        TrainingTask.requireUsable("model", parameters, model.layout());
        Replica replica = model.replicas().borrow();
        try {
            replica.load(parameters);
            return replica.meanLoss(data);
        } finally {
            model.replicas().giveBack(replica);
        }
    }
}
