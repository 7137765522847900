package org.folkmoot.benchmarks.whole;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.folkmoot.api.Digest;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.benchmarks.Benchmark;
import org.folkmoot.benchmarks.Effort;
import org.folkmoot.benchmarks.result.Figure;
import org.folkmoot.benchmarks.result.Spread;
import org.folkmoot.benchmarks.workload.Committed;
import org.folkmoot.benchmarks.workload.Fork;
import org.folkmoot.benchmarks.workload.Samples;
import org.folkmoot.benchmarks.workload.SyntheticData;
import org.folkmoot.benchmarks.workload.WorkFolder;
import org.folkmoot.engine.Federation;
import org.folkmoot.trainers.data.Dataset;
import org.folkmoot.trainers.plain.PlainModel;
import org.folkmoot.trainers.plain.PlainTrainer;

/**
 * How much longer a round takes than the training in it. After each round of a federation, the same trainers do the
 * same work in a bare loop on as many threads; a round is held against the mean of the loops before and after it, which
 * cancels a machine that grows steadily slower. The first round and the first loop warm up and do not count.
 */
public final class RoundOverhead implements Benchmark {
    static final int THREADS = 2;

    private static final int CLIENTS = 10;
    private static final int EXAMPLES = 600;
    private static final double PERCENT_PROMISED = 5;
    private static final List<String> PARTS =
            List.of("waiting", "checking", "storing", "folding", "evaluating", "forcing", "signing");

    @Override
    public String id() {
        return "round-overhead";
    }

    @Override
    public String title() {
        return "A round of " + CLIENTS + " clients against the same training in a bare loop: multi-layer perceptron"
                + " 784-1024-200-10 (1.01 M parameters), " + EXAMPLES + " examples each, one epoch, batches of 32, "
                + THREADS + " threads, warm; clear updates, signed and stored, log on disk.";
    }

    @Override
    public Outcome take(Effort effort) throws IOException, InterruptedException {
        String rounds = Integer.toString(effort.pick(4, 21));
        Samples samples = fork("1g", rounds, CLIENTS, EXAMPLES);
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of("round beyond local training, wall time", "%", samples.of("wall"))
                .atMost(PERCENT_PROMISED));
        figures.add(Figure.of("round beyond local training, processor time", "%", samples.of("cpu")));
        figures.add(Figure.of(
                "the same without hashing, storing, fsync and signing, wall time", "%", samples.of("wall without")));
        figures.add(Figure.of(
                "the same without hashing, storing, fsync and signing, processor time",
                "%",
                samples.of("cpu without")));
        for (String share : List.of("hashing", "storing", "signing")) {
            figures.add(Figure.of(share + ", processor time of the bare loop's", "%", samples.of(share + " share")));
        }
        figures.add(Figure.of("round", "s", samples.of("round")));
        figures.add(Figure.of("bare loop", "s", samples.of("bare")));
        for (String part : PARTS) {
            figures.add(Figure.of("coordinator: " + part, "ms", samples.of(part)));
        }
        Spread spread = Spread.of(samples.of("bare"));
        return Outcome.of(
                figures,
                "The coordinator's parts overlap with training on the other threads; waiting is for contributions,"
                        + " storing includes what hashing is left to it, forcing is fsync of inputs and log.",
                "Hashing (SHA-256, once for each update and model) and storing (write and fsync) are measured alone after"
                        + " each round; half of their wall time, as they go on beside training on two threads, and all of"
                        + " signing is taken off for the figures without.",
                String.format(
                        Locale.ROOT,
                        "Bare loops lay %.1f %% apart (greatest to least); below that, a difference is noise.",
                        100 * (spread.max() / spread.min() - 1)));
    }

    /** Measures in a JVM of its own with so much heap. {@return what {@link Interleaving} prints, round by round} */
    static Samples fork(String heap, String rounds, int clients, int examples)
            throws IOException, InterruptedException {
        return Fork.ofJava(
                        RoundOverhead.class,
                        List.of("-Xms" + heap, "-Xmx" + heap),
                        rounds,
                        Integer.toString(clients),
                        Integer.toString(examples))
                .run();
    }

    /** Measures {@code args[0]} rounds, the first for warming up, of {@code args[1]} clients with {@code args[2]} examples. */
    public static void main(String[] args) throws IOException {
        int count = Integer.parseInt(args[1]);
        int examples = Integer.parseInt(args[2]);
        Dataset data = SyntheticData.clusters(count * examples, 784, 10);
        PlainModel model = PlainModel.mlp(784, 1024, 200, 10);
        List<PlainTrainer> trainers = Stream.iterate(0, client -> client + 1)
                .limit(count)
                .map(client -> PlainTrainer.of(model, SyntheticData.share(data, client, examples)))
                .toList();
        List<FederationClient> clients = new ArrayList<>();
        for (PlainTrainer trainer : trainers) {
            clients.add(FederationClient.of("client-" + clients.size(), trainer));
        }
        LocalTraining training = LocalTraining.sgd(1, 32, 0.05);
        try (WorkFolder work = WorkFolder.create();
                WorkFolder beside = WorkFolder.create();
                Durability durability = new Durability(beside.path(), model.layout(), count);
                BareLoop loop = new BareLoop(trainers, training, THREADS)) {
            ParameterVector initial = model.initial(Digest.sha256(new byte[0]));
            Federation federation = Federation.builder()
                    .model(initial)
                    .clients(clients)
                    .training(training)
                    .clearUpdates()
                    .threads(THREADS)
                    .seed(1)
                    .rounds(Integer.parseInt(args[0]))
                    .listener(new Interleaving(loop, durability, initial))
                    .audit(work.path())
                    .build();
            Committed.require(federation.run());
        }
    }
}
