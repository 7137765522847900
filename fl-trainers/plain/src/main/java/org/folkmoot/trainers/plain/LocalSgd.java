package org.folkmoot.trainers.plain;

import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.training.TrainingException;
import org.folkmoot.api.training.TrainingResult;
import org.folkmoot.api.training.TrainingTask;
import org.folkmoot.trainers.data.Dataset;
import org.folkmoot.trainers.data.EpochOrder;

/** One run of mini-batch SGD on a borrowed replica. */
final class LocalSgd {
    private final Replica replica;
    private final Dataset data;
    private final TrainingTask task;

    LocalSgd(Replica replica, Dataset data, TrainingTask task) {
        this.replica = replica;
        this.data = data;
        this.task = task;
    }

    /** {@return the trained model; its {@code loss} is the mean over the last epoch, in nats} */
    TrainingResult run() throws TrainingException {
        replica.load(task.model());
        replica.step().begin(task.training(), task.correction());
        double loss = 0;
        for (int epoch = 0; epoch < task.training().epochs(); epoch++) {
            loss = runEpoch(epoch) / data.size();
        }
        return TrainingResult.afterLoss(replica.toVector(task.model().layout()), data.size(), loss);
    }

    private double runEpoch(int epoch) throws TrainingException {
        int[] order = EpochOrder.of(task.seed(), epoch, data.size());
        LocalTraining training = task.training();
        double loss = 0;
        for (int from = 0, n; from < data.size(); from += n) {
            n = Math.min(training.batchSize(), data.size() - from);
            double batchLoss = runBatch(order, from, n);
            if (!Double.isFinite(batchLoss)) {
                throw new TrainingException("diverged: loss " + batchLoss + " in epoch " + epoch);
            }
            loss += batchLoss;
        }
        return loss;
    }

    private double runBatch(int[] order, int from, int n) throws TrainingException {
        replica.beginBatch();
        double loss = 0;
        for (int done = 0, tile; done < n; done += tile) {
            task.cancellation().throwIfCancelled();
            tile = Math.min(Replica.TILE, n - done);
            replica.loadTile(data, order, from + done, tile);
            loss += replica.addGradient(tile, 1.0 / n, task.clipping());
        }
        replica.endBatch();
        return loss;
    }
}
