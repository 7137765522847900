package org.folkmoot.benchmarks.whole;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.folkmoot.aggregation.AggregationStrategy;
import org.folkmoot.aggregation.FedAvg;
import org.folkmoot.aggregation.LinearFold;
import org.folkmoot.aggregation.RoundFold;
import org.folkmoot.aggregation.robust.CoordinateMedian;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.benchmarks.Benchmark;
import org.folkmoot.benchmarks.Effort;
import org.folkmoot.benchmarks.result.Figure;
import org.folkmoot.benchmarks.result.Spread;
import org.folkmoot.benchmarks.workload.AggregationWorkload;
import org.folkmoot.benchmarks.workload.Fork;
import org.folkmoot.benchmarks.workload.Samples;

/** How the time of a mean grows with clients and parameters, beside what the memory gives, and under which heap. */
public final class MeanGrowth implements Benchmark {
    private static final int[] PARAMETERS = {100_000, 1_000_000, 10_000_000};
    private static final int[] CLIENTS = {10, 30, 100, 1000};
    private static final String READ = "read";
    private static final String HEAP = "heap";
    private static final int SHARED_CLIENTS = 100;
    private static final String TWO_THREADS = "mean, d = 1000000, n = 100, two threads";
    private static final String GAIN = "gain";
    private static final int HEAP_PARAMETERS = 1_000_000;
    private static final int HEAP_CLIENTS = 1000;

    /** 8 bytes for each parameter, and 32 MB; 4 MB for the update that arrives. */
    private static final int MEAN_HEAP_MEGABYTES = 44;

    /** The same, and 4 MB for the tiles of two threads. */
    private static final int MEDIAN_HEAP_MEGABYTES = 48;

    /** Different updates; the rest repeats them, so that ten million parameters fit into memory. */
    private static final int DIFFERENT = 10;

    @Override
    public String id() {
        return "mean-growth";
    }

    @Override
    public String title() {
        return "Exact weighted mean of n updates of d float32 parameters in memory: bounds checked, integers summed, model"
                + " stepped, on one thread; and the least heap that rounds of " + HEAP_CLIENTS
                + " clients are run under.";
    }

    @Override
    public Outcome take(Effort effort) throws IOException, InterruptedException {
        Samples samples = Samples.none();
        for (int i = 0; i < effort.pick(1, 3); i++) {
            samples.addAll(Fork.ofJava(MeanGrowth.class, List.of("-Xmx2g"), effort.name())
                    .run());
        }
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of("reading an array of 64 million floats, one thread", "GB/s", samples.of(READ)));
        for (int d : PARAMETERS) {
            for (int n : CLIENTS) {
                if (isMeasured(d, n, effort)) {
                    String name = name(d, n);
                    figures.add(Figure.of(name, "ms", samples.of(name)));
                    figures.add(Figure.of(name + ", each value", "ns", perValue(samples.of(name), d, n)));
                }
            }
        }
        figures.add(Figure.of(TWO_THREADS, "ms", samples.of(TWO_THREADS)));
        figures.add(Figure.of(TWO_THREADS + ", gain over one", "times", samples.of(GAIN)));
        if (effort == Effort.FULL) {
            figures.add(heap("mean", MEAN_HEAP_MEGABYTES).atMost(MEAN_HEAP_MEGABYTES));
            figures.add(heap("median", MEDIAN_HEAP_MEGABYTES).atMost(MEDIAN_HEAP_MEGABYTES));
        }
        return Outcome.of(
                figures,
                "A sample is the least time of a few in one process.",
                DIFFERENT + " updates are different, the others repeat them.",
                "Heap is a limit under which a round of " + HEAP_CLIENTS + " clients with " + HEAP_PARAMETERS
                        + " parameters runs to its end under the serial collector, updates arriving one by one: 8 bytes for"
                        + " each parameter, 32 MB, and the update itself; for the median 4 MB more.");
    }

    private static List<Double> perValue(List<Double> millis, int parameters, int clients) {
        return millis.stream().map(each -> each * 1e6 / parameters / clients).toList();
    }

    private static Figure heap(String rule, int megabytes) throws IOException, InterruptedException {
        Fork.ofJava(MeanGrowth.class, List.of("-Xmx" + megabytes + "m", "-XX:+UseSerialGC"), HEAP, rule)
                .run();
        return Figure.of(
                rule + ", " + HEAP_CLIENTS + " clients, d = " + HEAP_PARAMETERS + ", heap",
                "MB",
                new Spread(megabytes, megabytes, megabytes, 1));
    }

    /** Arguments: effort; or that the heap is to be tried, and the rule. */
    public static void main(String[] args) throws IOException {
        if (args[0].equals(HEAP)) {
            tryHeap(args[1]);
            return;
        }
        Effort effort = Effort.valueOf(args[0]);
        Samples.print(READ, readRate());
        measureTwoThreads(effort.pick(3, 10));
        for (int d : PARAMETERS) {
            AggregationWorkload updates = AggregationWorkload.of(d, DIFFERENT);
            for (int n : CLIENTS) {
                if (isMeasured(d, n, effort)) {
                    Samples.print(name(d, n), leastMillis(updates, n, Math.max(3, 20_000_000 / d / n)));
                }
            }
        }
    }

    private static String name(int parameters, int clients) {
        return "mean, d = " + parameters + ", n = " + clients;
    }

    private static boolean isMeasured(int parameters, int clients, Effort effort) {
        return (long) parameters * clients <= effort.pick(1_000_000, 1_000_000_000);
    }

    private static double leastMillis(AggregationWorkload updates, int clients, int repetitions) throws IOException {
        AggregationWorkload workload = workloadFor(updates, clients, AggregationStrategy.of(FedAvg.weighted()));
        double least = Double.POSITIVE_INFINITY;
        try (RoundFold fold = RoundFold.of(workload.program())) {
            for (int i = -1; i < repetitions; i++) {
                long start = System.nanoTime();
                fold.begin(workload.before());
                for (int client = 0; client < clients; client++) {
                    fold.add(workload.contribution(client), 0);
                }
                fold.finish();
                least = i < 0 ? least : Math.min(least, (System.nanoTime() - start) / 1e6);
            }
        }
        return least;
    }

    /** Each thread adds half of the updates to a sum of its own, and the sums are merged: the same bytes. */
    private static void measureTwoThreads(int repetitions) {
        AggregationWorkload workload = workloadFor(
                AggregationWorkload.of(HEAP_PARAMETERS, DIFFERENT),
                SHARED_CLIENTS,
                AggregationStrategy.of(FedAvg.weighted()));
        double one = Double.POSITIVE_INFINITY;
        double two = Double.POSITIVE_INFINITY;
        for (int i = -2; i < repetitions; i++) {
            long start = System.nanoTime();
            folded(workload, 0, SHARED_CLIENTS).finish(workload.before());
            long between = System.nanoTime();
            LinearFold all = IntStream.range(0, 2)
                    .parallel()
                    .mapToObj(half -> folded(workload, half * SHARED_CLIENTS / 2, (half + 1) * SHARED_CLIENTS / 2))
                    .reduce((first, second) -> {
                        first.merge(second);
                        return first;
                    })
                    .orElseThrow();
            all.finish(workload.before());
            if (i >= 0) {
                one = Math.min(one, (between - start) / 1e6);
                two = Math.min(two, (System.nanoTime() - between) / 1e6);
            }
        }
        Samples.print(TWO_THREADS, two);
        Samples.print(GAIN, one / two);
    }

    private static LinearFold folded(AggregationWorkload workload, int from, int to) {
        LinearFold fold = workload.emptyFold();
        for (int client = from; client < to; client++) {
            fold.add(workload.updates().get(client), AggregationWorkload.examples(client));
        }
        return fold;
    }

    private static AggregationWorkload workloadFor(
            AggregationWorkload updates, int clients, AggregationStrategy strategy) {
        List<ParameterVector> repeated = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            repeated.add(updates.updates().get(client % updates.updates().size()));
        }
        return AggregationWorkload.of(updates.before().model().layout(), repeated, strategy);
    }

    /** Updates that are not kept: two are different, and of these one is there at a time. */
    private static void tryHeap(String rule) throws IOException {
        AggregationStrategy strategy = rule.equals("median")
                ? AggregationStrategy.of(CoordinateMedian.create())
                : AggregationStrategy.of(FedAvg.weighted());
        AggregationWorkload workload = workloadFor(AggregationWorkload.of(HEAP_PARAMETERS, 1), HEAP_CLIENTS, strategy);
        try (RoundFold fold = RoundFold.of(workload.program())) {
            fold.begin(workload.before());
            for (int client = 0; client < HEAP_CLIENTS; client++) {
                fold.add(workload.contribution(client), 0);
            }
            fold.finish();
        }
    }

    private static double readRate() {
        float[] values = new float[64_000_000];
        double best = 0;
        for (int i = 0; i < 8; i++) {
            long start = System.nanoTime();
            int different = 0;
            for (int j = 0; j < values.length; j++) {
                different |= Float.floatToRawIntBits(values[j]);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            best = different == 0 ? Math.max(best, 4.0 * values.length / 1e9 / seconds) : best;
        }
        return best;
    }
}
