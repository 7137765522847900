package org.folkmoot.benchmarks.engines;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.benchmarks.Benchmark;
import org.folkmoot.benchmarks.Effort;
import org.folkmoot.benchmarks.result.Figure;
import org.folkmoot.benchmarks.result.Spread;
import org.folkmoot.benchmarks.workload.Samples;

/** What a whole federation of convolutional networks costs over the engine's own loop that takes the same steps. */
public final class CohortCnn implements Benchmark {
    private static final double TIMES_PROMISED = 1.10;

    @Override
    public String id() {
        return "cohort-cnn";
    }

    @Override
    public String title() {
        return "A federation of " + CohortRun.CLIENTS + " clients, all in every round, with " + CohortRun.PAIR.images()
                + " images of 3 x 32 x 32 each, one epoch, batch size " + CohortRun.PAIR.batch()
                + ", and a CNN of 1,626,442 parameters in PyTorch, beside PyTorch's own loop over as many steps on as many"
                + " threads (" + CohortRun.THREADS + "); clear updates, signed and stored, log on disk.";
    }

    @Override
    public Outcome take(Effort effort) throws IOException, InterruptedException {
        int rounds = effort.pick(4, 20);
        Samples samples = Samples.none();
        for (int i = 0; i < effort.pick(1, 3); i++) {
            samples.addAll(EngineFork.ofTorch(CohortRun.class, Integer.toString(rounds)));
        }
        int images = CohortRun.CLIENTS * CohortRun.PAIR.images();
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of("federation of " + rounds + " rounds, wall time", "bare loops", samples.of("whole"))
                .atMost(TIMES_PROMISED));
        figures.add(Figure.of(
                "federation of " + rounds + " rounds, processor time", "bare loops", samples.of("whole cpu")));
        figures.add(Figure.of("round, wall time", "bare loops", samples.of("round times")));
        figures.add(Figure.of("bare loop", "images/s", rates(samples.of("bare"), images)));
        figures.add(Figure.of("round", "images/s", rates(samples.of("round"), images)));
        for (String part : List.of("waiting", "checking", "storing", "folding", "forcing", "signing")) {
            figures.add(Figure.of("coordinator: " + part, "ms", samples.of(part)));
        }
        Spread bare = Spread.of(samples.of("bare"));
        return Outcome.of(
                figures,
                "The federation's time is all from its building to its report, less the bare loops between its rounds;"
                        + " both sides have warmed up before. One process for each federation.",
                "A round is held against the mean of the bare loops before and after it. Bare loops lay "
                        + Math.round(100 * (bare.max() / bare.min() - 1)) + " % apart (greatest to least).",
                "The bare loop has PyTorch's layers, tape and SGD, one network for each thread, on a batch that already"
                        + " lies in its memory; it neither loads nor saves parameters.");
    }

    private static List<Double> rates(List<Double> seconds, int images) {
        return seconds.stream().map(each -> images / each).toList();
    }
}
