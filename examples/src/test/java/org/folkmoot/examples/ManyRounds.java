package org.folkmoot.examples;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.engine.Federation;
import org.folkmoot.engine.FederationEvent;
import org.folkmoot.engine.FederationReport;
import org.folkmoot.examples.engines.Engine;
import org.folkmoot.examples.engines.Perceptron;
import org.folkmoot.trainers.data.Dataset;
import org.folkmoot.trainers.data.Partitions;

/** A federation of three clients with 9,610 parameters in a JVM of its own, which tells its memory ten times. */
final class ManyRounds {
    static final int PARAMETERS = 9_610;
    static final int CLIENTS = 3;
    static final int TIMES = 10;

    private static final int EXAMPLES = 60;

    private final int rounds;

    private ManyRounds(int rounds) {
        this.rounds = rounds;
    }

    /** Runs; arguments are the engine's word, the number of rounds, and a folder for the ledger. */
    public static void main(String[] args) throws Exception {
        ManyRounds run = new ManyRounds(Integer.parseInt(args[1]));
        try (Perceptron network = Engine.named(args[0]).perceptron(Digits.PIXELS, 128, Digits.CLASSES)) {
            FederationReport report = run.federation(network, Path.of(args[2])).run();
            if (report.outcome() != FederationReport.Outcome.COMPLETED) {
                throw new IllegalStateException(report.outcome() + " " + report.detail());
            }
        }
    }

    private Federation federation(Perceptron network, Path ledger) throws IOException {
        int[] few = new int[EXAMPLES];
        for (int i = 0; i < few.length; i++) {
            few[i] = i;
        }
        Dataset digits = Digits.load().train().subset(few);
        List<FederationClient> clients = new ArrayList<>();
        for (Dataset pile :
                Partitions.iid(EXAMPLES, CLIENTS, Digits.seed("many-rounds", 1)).of(digits)) {
            clients.add(FederationClient.of("client-" + clients.size(), network.trainer(pile)));
        }
        return Federation.builder()
                .model(network.initial(Digits.seed("many-rounds", 2)))
                .clients(clients)
                .training(LocalTraining.sgd(1, 10, 0.05).withMomentum(0.9))
                .clearUpdates()
                .rounds(rounds)
                .threads(2)
                .seed(1)
                .evaluation(network.evaluator(digits))
                .listener(this::on)
                .audit(ledger)
                .build();
    }

    private void on(FederationEvent event) {
        if (event instanceof FederationEvent.AttemptEnded ended
                && (ended.summary().attempt().round() * TIMES) % rounds < TIMES) {
            tell(ended.summary().attempt().round());
        }
    }

    private static void tell(long round) {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        System.out.println("memory " + round + " " + memory.getHeapMemoryUsage().getUsed() + " " + residentBytes() + " "
                + Pointer.totalBytes());
    }

    private static long residentBytes() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
