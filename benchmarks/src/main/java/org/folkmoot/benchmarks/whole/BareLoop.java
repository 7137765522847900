package org.folkmoot.benchmarks.whole;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.Cancellation;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.training.StepCorrection;
import org.folkmoot.api.training.TrainingResult;
import org.folkmoot.api.training.TrainingTask;
import org.folkmoot.benchmarks.workload.Cost;
import org.folkmoot.trainers.plain.PlainTrainer;

/** Trains all clients once and does nothing else: what a round would cost without the library. */
final class BareLoop implements AutoCloseable {
    private final List<PlainTrainer> trainers;
    private final LocalTraining training;
    private final ExecutorService threads;

    BareLoop(List<PlainTrainer> trainers, LocalTraining training, int threads) {
        this.trainers = List.copyOf(trainers);
        this.training = training;
        this.threads = Executors.newFixedThreadPool(threads);
    }

    /** Trains everybody from this model and {@return how much that took} */
    Cost run(ParameterVector model) {
        List<Callable<TrainingResult>> tasks = new ArrayList<>();
        for (PlainTrainer trainer : trainers) {
            Digest seed = Digest.sha256(new byte[] {(byte) tasks.size()});
            TrainingTask task = new TrainingTask(model, training, StepCorrection.none(), seed, Cancellation.never());
            tasks.add(() -> trainer.train(task));
        }
        Cost start = Cost.now();
        try {
            for (Future<TrainingResult> result : threads.invokeAll(tasks)) {
                result.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("training failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return Cost.now().minus(start);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
