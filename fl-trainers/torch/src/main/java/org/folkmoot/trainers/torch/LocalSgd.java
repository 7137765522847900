package org.folkmoot.trainers.torch;

import org.bytedeco.javacpp.PointerScope;
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
    private final int tile;
    private final SgdStep.Run step;

    /** @param tile how many examples go through at once, at most */
    LocalSgd(Replica replica, Dataset data, TrainingTask task, int tile) {
        this.replica = replica;
        this.data = data;
        this.task = task;
        this.tile = tile;
        replica.load(task.model());
        this.step = replica.begin(task.training(), task.correction());
    }

    /** {@return the trained model; its {@code loss} is the mean over the last epoch, in nats} */
    TrainingResult run() throws TrainingException {
        double loss = 0;
        for (int epoch = 0; epoch < task.training().epochs(); epoch++) {
            loss = runEpoch(epoch) / data.size();
            if (!Double.isFinite(loss)) {
                throw new TrainingException("diverged: loss " + loss + " in epoch " + epoch);
            }
        }
        return TrainingResult.afterLoss(replica.toVector(), data.size(), loss);
    }

    private double runEpoch(int epoch) throws TrainingException {
        int[] order = EpochOrder.of(task.seed(), epoch, data.size());
        replica.loss().restart();
        for (int from = 0, n; from < data.size(); from += n) {
            n = Math.min(task.training().batchSize(), data.size() - from);
            runBatch(order, from, n);
        }
        return replica.loss().sum();
    }

    @SuppressWarnings("try") // the scope frees what the body makes
    private void runBatch(int[] order, int from, int n) throws TrainingException {
        for (int done = 0, size; done < n; done += size) {
            task.cancellation().throwIfCancelled();
            size = Math.min(tile, n - done);
            Batch batch = replica.batch(size);
            for (int i = 0; i < size; i++) {
                batch.put(i, data, order[from + done + i]);
            }
            replica.gradient(size, 1.0 / n, task.clipping(), done > 0);
        }
        try (PointerScope scope = new PointerScope()) {
            step.apply();
        }
    }
}
