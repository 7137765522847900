package org.folkmoot.benchmarks.whole;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.Digest;
import org.folkmoot.api.client.FederationClient;
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
import org.folkmoot.engine.FederationEvent;
import org.folkmoot.engine.FederationListener;
import org.folkmoot.trainers.data.Dataset;
import org.folkmoot.trainers.plain.PlainModel;
import org.folkmoot.trainers.plain.PlainTrainer;

/** How a federation grows with its clients, in time and in memory, in a JVM with a fixed heap. */
public final class VirtualClients implements Benchmark {
    private static final String HEAP = "-Xmx256m";
    private static final int ROUNDS = 10;
    private static final int FEW = 100;
    private static final int SOME = 300;
    private static final int MANY = 1_000;
    private static final double SECONDS_PROMISED = 20;
    private static final int EXAMPLES = 1_797;
    private static final int PER_CLIENT = 20;

    @Override
    public String id() {
        return "virtual-clients";
    }

    @Override
    public String title() {
        return ROUNDS + " rounds of " + FEW + ", " + SOME + " and " + MANY + " clients in one JVM with " + HEAP
                + ": logistic regression, 64 inputs, 10 classes, " + PER_CLIENT
                + " examples each as views on one data set; every client signs, the log is on disk.";
    }

    @Override
    public Outcome take(Effort effort) throws IOException, InterruptedException {
        List<Figure> figures = new ArrayList<>();
        List<Double> perClient = new ArrayList<>();
        Samples few = measure(FEW, effort);
        Samples some = measure(SOME, effort);
        Samples many = measure(MANY, effort);
        figures.add(seconds(FEW, few));
        figures.add(seconds(SOME, some));
        figures.add(seconds(MANY, many).atMost(SECONDS_PROMISED));
        figures.addAll(heap(FEW, few));
        figures.addAll(heap(SOME, some));
        figures.addAll(heap(MANY, many));
        double base = Spread.of(few.of("last heap")).median();
        many.of("last heap").forEach(heap -> perClient.add((heap - base) / (MANY - FEW)));
        figures.add(Figure.of("live heap for each further client, after round " + ROUNDS, "bytes", perClient));
        return Outcome.of(
                figures,
                "Live heap is what is used after a collection at the end of a round; the time of that is taken off.",
                "A client here is its name, keys, memory of the log, trainer and row numbers; working memory for training"
                        + " is one model for each thread.");
    }

    private static Samples measure(int clients, Effort effort) throws IOException, InterruptedException {
        Samples samples = Samples.none();
        for (int i = 0; i < effort.pick(1, 3); i++) {
            samples.addAll(Fork.ofJava(VirtualClients.class, List.of(HEAP), Integer.toString(clients))
                    .run());
        }
        return samples;
    }

    private static Figure seconds(int clients, Samples samples) {
        return Figure.of(clients + " clients, " + ROUNDS + " rounds", "s", samples.of("seconds"));
    }

    private static List<Figure> heap(int clients, Samples samples) {
        return List.of(
                Figure.of(clients + " clients, live heap after round 1", "KiB", kibibytes(samples.of("first heap"))),
                Figure.of(
                        clients + " clients, live heap after round " + ROUNDS,
                        "KiB",
                        kibibytes(samples.of("last heap"))));
    }

    private static Spread kibibytes(List<Double> bytes) {
        return Spread.of(bytes).map(each -> each / 1024);
    }

    /** Runs a federation of so many clients. */
    public static void main(String[] args) throws IOException {
        Dataset data = SyntheticData.clusters(EXAMPLES, 64, 10);
        PlainModel model = PlainModel.logisticRegression(64, 10);
        List<FederationClient> clients = new ArrayList<>();
        for (int client = 0; client < Integer.parseInt(args[0]); client++) {
            Dataset own = SyntheticData.share(data, client, PER_CLIENT);
            clients.add(FederationClient.of("client-" + client, PlainTrainer.of(model, own)));
        }
        HeapAfterRounds heap = new HeapAfterRounds();
        try (WorkFolder work = WorkFolder.create()) {
            Federation federation = Federation.builder()
                    .model(model.initial(Digest.sha256(new byte[0])))
                    .clients(clients)
                    .training(LocalTraining.sgd(1, 10, 0.1))
                    .clearUpdates()
                    .seed(1)
                    .rounds(ROUNDS)
                    .listener(heap)
                    .audit(work.path())
                    .build();
            long start = System.nanoTime();
            Committed.require(federation.run());
            Samples.print("seconds", (System.nanoTime() - start - heap.nanosTaken) / 1e9);
        }
        Samples.print("first heap", heap.bytes.get(0));
        Samples.print("last heap", heap.bytes.get(ROUNDS - 1));
    }

    private static final class HeapAfterRounds implements FederationListener {
        private final List<Long> bytes = new ArrayList<>();
        private long nanosTaken;

        @Override
        public void on(FederationEvent event) {
            if (event instanceof FederationEvent.AttemptEnded) {
                long start = System.nanoTime();
                System.gc();
                bytes.add(
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
                nanosTaken += System.nanoTime() - start;
            }
        }
    }
}
