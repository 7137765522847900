package org.folkmoot.benchmarks.engines;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.folkmoot.benchmarks.Benchmark;
import org.folkmoot.benchmarks.Effort;
import org.folkmoot.benchmarks.result.Figure;
import org.folkmoot.benchmarks.result.Spread;
import org.folkmoot.benchmarks.workload.Samples;

/** How fast clients train, in each engine, and what our trainer costs over the engine's own loop. */
public final class TrainerThroughput implements Benchmark {
    /** Images per second by engine and workload. */
    private static final Map<Column, Map<Workload, Double>> IMAGES_PROMISED = Map.of(
            Column.DL4J, Map.of(Workload.DENSE, 12_000.0, Workload.CONVOLUTION, 500.0),
            Column.TORCH, Map.of(Workload.DENSE, 40_000.0, Workload.CONVOLUTION, 900.0));

    private static final double CLIPPED_IMAGES_PROMISED = 5_000;
    private static final double COHORT_OVERHEAD_PERCENT_PROMISED = 10;
    private static final double SPEEDUP_OVER_DEFAULTS_PROMISED = 5;
    private static final double TWO_CLIENTS_PROMISED = 1.7;
    private static final double OVERHEAD_PERCENT_PROMISED = 5;

    @Override
    public String id() {
        return "trainer-throughput";
    }

    @Override
    public String title() {
        return "Clients train the 2NN (784-200-200-10) and the CNN (2 convolutions of 5 x 5, 512 units) on synthetic"
                + " images of 28 x 28, batch size 32, each engine in a JVM of its own; a sample is a window of seconds.";
    }

    @Override
    public Outcome take(Effort effort) throws IOException, InterruptedException {
        List<Figure> figures = new ArrayList<>();
        for (Column column : Column.values()) {
            for (Workload workload : Workload.values()) {
                if (column != Column.PLAIN || workload == Workload.DENSE) {
                    figures.addAll(measure(column, workload, effort));
                }
            }
        }
        figures.addAll(dl4jBesideItself(figures, effort));
        figures.addAll(torchBesideItself(effort));
        return Outcome.of(
                figures,
                "Targets are for two cores with AVX-512 that do nothing else.",
                "Two clients train at the same time in one JVM and must get the same bits as one alone.",
                "DL4J defaults: the engine's own loop in a JVM where nobody sets threads, with the same libraries.",
                "The bare loop is the engine's own, on batches that already lie in its memory; the trainer shuffles and"
                        + " copies. PyTorch's has its own layers, tape and SGD; the trainer does without the tape.",
                "CNN 1.63M: 3 x 32 x 32, 32 and 64 filters of 3 x 3, 128 units; a client holds 50 images, batch size 10.");
    }

    private static List<Figure> measure(Column column, Workload workload, Effort effort)
            throws IOException, InterruptedException {
        Samples samples = fork(column, ColumnWork.class, effort, column.name(), workload.name());
        String name = workload.title() + ", " + column.title();
        Figure wall = Figure.of(name, "images/s", samples.of("images per second"));
        Figure cost = Figure.of(name, "ms per 1,000 images", invert(samples.of("images per second"), 1e6));
        Figure two = Figure.of(name + ", two clients: time for twice the work", "times", invert(samples.of("two"), 2));
        Double promised = IMAGES_PROMISED.getOrDefault(column, Map.of()).get(workload);
        return List.of(
                wall,
                Figure.of(name, "images/cpu-s", samples.of("images per cpu-second")),
                promised == null ? cost : cost.atMost(1e6 / promised),
                promised == null ? two : two.atMost(2 / TWO_CLIENTS_PROMISED));
    }

    private static List<Figure> torchBesideItself(Effort effort) throws IOException, InterruptedException {
        List<Figure> figures = new ArrayList<>();
        for (TorchBareLoop.Pair pair : TorchBareLoop.Pair.values()) {
            Samples beside = fork(Column.TORCH, TorchBareLoop.class, effort, pair.name());
            boolean cohort = pair == TorchBareLoop.Pair.COHORT;
            Figure clipped = Figure.of(
                    pair.title() + ", torch, each example clipped",
                    "cpu ms per 1,000",
                    invert(beside.of("clipped"), 1e6));
            figures.add(Figure.of(pair.title() + ", torch's own loop", "images/s", beside.of("bare")));
            figures.add(Figure.of(pair.title() + ", our trainer over torch's loop, wall", "%", beside.of("overhead"))
                    .atMost(cohort ? COHORT_OVERHEAD_PERCENT_PROMISED : OVERHEAD_PERCENT_PROMISED));
            figures.add(
                    Figure.of(pair.title() + ", our trainer over torch's loop, cpu", "%", beside.of("cpu overhead")));
            figures.add(pair == TorchBareLoop.Pair.DENSE ? clipped.atMost(1e6 / CLIPPED_IMAGES_PROMISED) : clipped);
        }
        return figures;
    }

    private static List<Figure> dl4jBesideItself(List<Figure> figures, Effort effort)
            throws IOException, InterruptedException {
        Samples defaults = fork(Column.DL4J, Dl4jBareLoop.class, effort, "defaults");
        Samples beside = fork(Column.DL4J, Dl4jBareLoop.class, effort, "beside");
        double tuned = figures.stream()
                .filter(figure ->
                        figure.name().equals("2NN, dl4j") && figure.unit().equals("images/s"))
                .mapToDouble(figure -> figure.spread().median())
                .findFirst()
                .orElseThrow();
        Spread share = Spread.of(defaults.of("images per second")).map(rate -> 100 * rate / tuned);
        return List.of(
                Figure.of("2NN, dl4j as it comes", "images/s", defaults.of("images per second")),
                Figure.of("2NN, dl4j as it comes, against our trainer", "%", share)
                        .atMost(100 / SPEEDUP_OVER_DEFAULTS_PROMISED),
                Figure.of("2NN, dl4j's own loop in a tuned thread", "images/s", beside.of("bare")),
                Figure.of("2NN, our trainer over that loop, wall", "%", beside.of("overhead"))
                        .atMost(OVERHEAD_PERCENT_PROMISED),
                Figure.of("2NN, our trainer over that loop, cpu", "%", beside.of("cpu overhead")));
    }

    private static List<Double> invert(List<Double> values, double times) {
        return values.stream().map(value -> times / value).toList();
    }

    private static Samples fork(Column column, Class<?> main, Effort effort, String... args)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(args));
        all.add(Integer.toString(effort.pick(2, 10)));
        all.add(Integer.toString(effort.pick(1, 2)));
        return EngineFork.run(column, main, all.toArray(String[]::new));
    }
}
