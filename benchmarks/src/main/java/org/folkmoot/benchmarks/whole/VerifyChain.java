package org.folkmoot.benchmarks.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.folkmoot.api.Digest;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.audit.note.MalformedNoteException;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.audit.verify.LedgerVerifier;
import org.folkmoot.audit.verify.TrustAnchor;
import org.folkmoot.audit.verify.VerificationOptions;
import org.folkmoot.audit.verify.VerificationReport;
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
import org.folkmoot.engine.FederationReport;
import org.folkmoot.trainers.data.Dataset;
import org.folkmoot.trainers.plain.PlainModel;
import org.folkmoot.trainers.plain.PlainTrainer;

/** How long it takes a stranger to check a whole ledger and to do its arithmetic again, each time in a new JVM. */
public final class VerifyChain implements Benchmark {
    private static final int CLIENTS = 100;
    private static final int PER_CLIENT = 20;
    private static final double SECONDS_PROMISED = 60;
    private static final String VERIFIER_HEAP = "-Xmx48m";
    private static final String KEY = "trusted.vkey";
    private static final String LEDGER = "ledger";

    @Override
    public String id() {
        return "verify-chain";
    }

    @Override
    public String title() {
        return "Verification with replay of ledgers of " + CLIENTS
                + " clients, logistic regression with 8 inputs and 2 classes; each in a JVM of its own with 48 MB of heap, without its start.";
    }

    @Override
    public Outcome take(Effort effort) throws IOException, InterruptedException {
        int few = effort.pick(10, 100);
        int many = effort.pick(100, 1_000);
        Samples fewRounds = measure(few, effort);
        Samples manyRounds = measure(many, effort);
        Spread fewSeconds = Spread.of(fewRounds.of("verify"));
        Spread manySeconds = Spread.of(manyRounds.of("verify"));
        double growth = manySeconds.median() / fewSeconds.median();
        return Outcome.of(
                List.of(
                        Figure.of(few + " rounds: verify and replay", "s", fewSeconds),
                        Figure.of(many + " rounds: verify and replay", "s", manySeconds)
                                .atMost(SECONDS_PROMISED * many / 1_000),
                        Figure.of(few + " rounds: for each round", "ms", fewSeconds.map(each -> 1e3 * each / few)),
                        Figure.of(many + " rounds: for each round", "ms", manySeconds.map(each -> 1e3 * each / many)),
                        Figure.of(many + " rounds: making the ledger", "s", manyRounds.of("build")),
                        Figure.of(
                                many + " rounds: making, for each round",
                                "ms",
                                Spread.of(manyRounds.of("build")).map(each -> 1e3 * each / many))),
                String.format(
                        Locale.ROOT,
                        "Ten times the rounds cost %.1f times as much (10 is linear; a cold JVM makes it less).",
                        growth));
    }

    private static Samples measure(int rounds, Effort effort) throws IOException, InterruptedException {
        try (WorkFolder work = WorkFolder.create()) {
            Samples samples = fork("build", work, rounds).run();
            for (int i = 0; i < effort.pick(1, 3); i++) {
                samples.addAll(fork("verify", work, rounds).run());
            }
            return samples;
        }
    }

    /** A verifier gets a heap into which no ledger of this length would fit. */
    private static Fork fork(String what, WorkFolder work, int rounds) {
        String heap = what.equals("verify") ? VERIFIER_HEAP : "-Xmx256m";
        return Fork.ofJava(VerifyChain.class, List.of(heap), what, work.path().toString(), Integer.toString(rounds));
    }

    /** Builds or verifies ({@code args[0]}) the ledger in a folder ({@code args[1]}) of so many rounds ({@code args[2]}). */
    public static void main(String[] args) throws IOException, MalformedNoteException, InvalidProofException {
        Path folder = Path.of(args[1]);
        int rounds = Integer.parseInt(args[2]);
        long start = System.nanoTime();
        if (args[0].equals("build")) {
            build(folder, rounds);
        } else {
            verify(folder, rounds);
        }
        Samples.print(args[0], (System.nanoTime() - start) / 1e9);
    }

    private static void build(Path folder, int rounds) throws IOException {
        Dataset data = SyntheticData.clusters(CLIENTS * PER_CLIENT, 8, 2);
        PlainModel model = PlainModel.logisticRegression(8, 2);
        List<FederationClient> clients = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            Dataset own = SyntheticData.share(data, client, PER_CLIENT);
            clients.add(FederationClient.of("client-" + client, PlainTrainer.of(model, own)));
        }
        FederationReport report = Committed.require(Federation.builder()
                .model(model.initial(Digest.sha256(new byte[0])))
                .clients(clients)
                .training(LocalTraining.sgd(1, 10, 0.1))
                .clearUpdates()
                .seed(1)
                .rounds(rounds)
                .audit(folder.resolve(LEDGER))
                .build()
                .run());
        Files.writeString(folder.resolve(KEY), report.logKey());
    }

    private static void verify(Path folder, int rounds)
            throws IOException, MalformedNoteException, InvalidProofException {
        TrustAnchor anchor = TrustAnchor.logKey(VerifierKey.parse(Files.readString(folder.resolve(KEY))));
        VerificationReport report =
                LedgerVerifier.of(anchor).verify(folder.resolve(LEDGER), VerificationOptions.withReplay());
        if (!report.isReplayed() || report.rounds() != rounds) {
            throw new IllegalStateException(
                    "verified: " + report.lines() + " (expected: " + rounds + " rounds, all replayed)");
        }
    }
}
