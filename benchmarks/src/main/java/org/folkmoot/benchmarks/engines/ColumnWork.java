package org.folkmoot.benchmarks.engines;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.Cancellation;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.api.training.StepCorrection;
import org.folkmoot.api.training.TrainingTask;
import org.folkmoot.benchmarks.workload.Samples;

/** Trains in one engine: one client and two clients take turns, and their results must be equal. */
final class ColumnWork {
    private final Column.Contestant contestant;
    private final Workload workload;
    private final List<ClientTrainer> trainers = new ArrayList<>();

    private ColumnWork(Column.Contestant contestant, Workload workload) {
        this.contestant = contestant;
        this.workload = workload;
        for (int i = 0; i < 2; i++) {
            trainers.add(contestant.trainers().on(workload.data()));
        }
    }

    /**
     * Measures.
     *
     * @param args name of the column, name of the workload, how many windows, seconds of a window
     */
    public static void main(String[] args) throws Exception {
        Workload workload = Workload.valueOf(args[1]);
        ColumnWork work =
                new ColumnWork(Column.valueOf(args[0]).contestant(workload).orElseThrow(), workload);
        int windows = Integer.parseInt(args[2]);
        double seconds = Double.parseDouble(args[3]);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            ParameterVector alone = work.train(0);
            Window.warmUp(workload.warmUps(), () -> work.require(alone, work.train(0)));
            for (int i = 0; i < windows; i++) {
                Window one = Window.of(seconds, workload.images(), () -> work.train(0));
                Window two =
                        Window.of(seconds, 2L * workload.images(), () -> work.require(alone, work.together(threads)));
                Samples.print("images per second", one.imagesPerSecond());
                Samples.print("images per cpu-second", one.imagesPerCpuSecond());
                Samples.print("two", two.imagesPerSecond() / one.imagesPerSecond());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private ParameterVector train(int client) throws Exception {
        Digest seed = Digest.sha256(new byte[] {1});
        return trainers.get(client)
                .train(new TrainingTask(
                        contestant.initial(), Workload.training(), StepCorrection.none(), seed, Cancellation.never()))
                .model();
    }

    private ParameterVector together(ExecutorService threads) throws Exception {
        List<Callable<ParameterVector>> both = List.of(() -> train(0), () -> train(1));
        List<Future<ParameterVector>> results = threads.invokeAll(both);
        require(results.get(0).get(), results.get(1).get());
        return results.get(0).get();
    }

    private void require(ParameterVector expected, ParameterVector result) {
        if (!result.equals(expected)) {
            throw new IllegalStateException(
                    workload + ": " + result.digest() + " (expected: " + expected.digest() + ", as alone)");
        }
    }
}
