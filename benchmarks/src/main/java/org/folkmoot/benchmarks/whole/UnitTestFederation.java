package org.folkmoot.benchmarks.whole;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.Digest;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.benchmarks.Benchmark;
import org.folkmoot.benchmarks.Effort;
import org.folkmoot.benchmarks.result.Figure;
import org.folkmoot.benchmarks.workload.Committed;
import org.folkmoot.benchmarks.workload.Fork;
import org.folkmoot.benchmarks.workload.Samples;
import org.folkmoot.benchmarks.workload.SyntheticData;
import org.folkmoot.benchmarks.workload.WorkFolder;
import org.folkmoot.engine.Federation;
import org.folkmoot.trainers.data.Dataset;
import org.folkmoot.trainers.plain.PlainModel;
import org.folkmoot.trainers.plain.PlainTrainer;

/** What a federation costs inside somebody's unit test: a cold JVM, nothing compiled yet. */
public final class UnitTestFederation implements Benchmark {
    private static final int CLIENTS = 3;
    private static final int ROUNDS = 3;
    private static final int PER_CLIENT = 20;
    private static final double SECONDS_PROMISED = 2;

    @Override
    public String id() {
        return "unit-test-federation";
    }

    @Override
    public String title() {
        return "A federation of " + CLIENTS + " clients and " + ROUNDS
                + " rounds with its durable log, logistic regression"
                + " with 8 inputs and 2 classes, in a new JVM each time.";
    }

    @Override
    public Outcome take(Effort effort) throws IOException, InterruptedException {
        Samples samples = Samples.none();
        for (int i = 0; i < effort.pick(2, 10); i++) {
            samples.addAll(Fork.ofJava(UnitTestFederation.class, List.of()).run());
        }
        return Outcome.of(List.of(
                Figure.of("unit-test federation, whole process", "s", samples.of(Fork.PROCESS_SECONDS))
                        .atMost(SECONDS_PROMISED),
                Figure.of("from main to report", "s", samples.of("report"))));
    }

    /** Runs one federation. */
    public static void main(String[] args) throws IOException {
        long start = System.nanoTime();
        Dataset data = SyntheticData.clusters(CLIENTS * PER_CLIENT, 8, 2);
        PlainModel model = PlainModel.logisticRegression(8, 2);
        List<FederationClient> clients = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            Dataset own = SyntheticData.share(data, client, PER_CLIENT);
            clients.add(FederationClient.of("client-" + client, PlainTrainer.of(model, own)));
        }
        try (WorkFolder work = WorkFolder.create()) {
            Committed.require(Federation.builder()
                    .model(model.initial(Digest.sha256(new byte[0])))
                    .clients(clients)
                    .training(LocalTraining.sgd(1, 10, 0.1))
                    .clearUpdates()
                    .rounds(ROUNDS)
                    .audit(work.path())
                    .build()
                    .run());
            Samples.print("report", (System.nanoTime() - start) / 1e9);
        }
    }
}
