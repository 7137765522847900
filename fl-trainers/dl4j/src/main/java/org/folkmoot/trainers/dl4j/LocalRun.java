package org.folkmoot.trainers.dl4j;

import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.training.TrainingException;
import org.folkmoot.api.training.TrainingResult;
import org.folkmoot.api.training.TrainingTask;
import org.folkmoot.trainers.data.Dataset;
import org.folkmoot.trainers.data.EpochOrder;

/** One run of mini-batch training on a borrowed replica. */
final class LocalRun implements AutoCloseable {
    private final Replica replica;
    private final Dataset data;
    private final TrainingTask task;
    private final Step step;
    private final Batch full;
    private final Batch last;
    private int steps;

    /**
     * Prepares a run.
     *
     * @param stepsBefore how many steps the optimiser state has seen
     */
    LocalRun(Replica replica, Dataset data, TrainingTask task, Step step, int stepsBefore) {
        this.replica = replica;
        this.data = data;
        this.task = task;
        this.step = step;
        this.steps = stepsBefore;
        int size = Math.min(task.training().batchSize(), data.size());
        int rest = data.size() % size;
        this.full = new Batch(data, size);
        this.last = rest == 0 ? full : new Batch(data, rest);
    }

    /** {@return the trained model; its {@code loss} is the mean over the last epoch, in the network's own unit} */
    TrainingResult run() throws TrainingException {
        replica.load(task.model().toFloatArray());
        LocalTraining training = task.training();
        double loss = 0;
        for (int epoch = 0; epoch < training.epochs(); epoch++) {
            loss = runEpoch(epoch) / data.size();
        }
        return TrainingResult.afterLoss(ParameterVector.of(task.model().layout(), replica.save()), data.size(), loss);
    }

    /** {@return how many steps the optimiser state has seen by now} */
    int steps() {
        return steps;
    }

    private double runEpoch(int epoch) throws TrainingException {
        int[] order = EpochOrder.of(task.seed(), epoch, data.size());
        double loss = 0;
        for (int from = 0; from < data.size(); ) {
            Batch batch = data.size() - from >= full.size() ? full : last;
            task.cancellation().throwIfCancelled();
            batch.fill(order, from);
            double mean = replica.computeGradient(batch.features(), batch.labels());
            if (!Double.isFinite(mean)) {
                throw new TrainingException("diverged: loss " + mean + " in epoch " + epoch);
            }
            step.apply(steps++, epoch, batch.size());
            loss += mean * batch.size();
            from += batch.size();
        }
        return loss;
    }

    @Override
    public void close() {
        replica.forgetBatch();
        step.close();
        full.close();
        if (last != full) {
            last.close();
        }
    }
}
