package org.folkmoot.examples;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.folkmoot.api.Digest;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.audit.verify.LedgerVerifier;
import org.folkmoot.audit.verify.TrustAnchor;
import org.folkmoot.audit.verify.VerificationOptions;
import org.folkmoot.audit.verify.VerificationReport;
import org.folkmoot.cli.Example;
import org.folkmoot.core.random.AesCtrGenerator;
import org.folkmoot.core.random.SeedDerivation;
import org.folkmoot.engine.Federation;
import org.folkmoot.engine.FederationEvent;
import org.folkmoot.engine.FederationReport;
import org.folkmoot.engine.ModelFolder;
import org.folkmoot.engine.RoundSummary;
import org.folkmoot.examples.engines.Engine;
import org.folkmoot.examples.engines.Perceptron;
import org.folkmoot.examples.engines.UnusableEngineException;
import org.folkmoot.trainers.data.Dataset;
import org.folkmoot.trainers.data.TrainTestSplit;

/**
 * A thousand clients in one process, all in every round, to see what time and memory they take.
 *
 * <p>Each holds a few digits, drawn with overlap, since there are fewer digits than places.
 */
public final class VirtualClients implements Example {
    private static final String NAME = "virtual-clients";
    private static final int CLIENTS = 1_000;
    private static final int ROUNDS = 10;
    private static final Engine ENGINE = Engine.suitedTo(Digits.PIXELS, Digits.CLASSES);
    private static final int EXAMPLES = 8;
    private static final LocalTraining TRAINING = LocalTraining.sgd(2, EXAMPLES, 0.5);

    private final Screen screen;
    private final int clientCount;

    /** For the service loader. */
    public VirtualClients() {
        this(Screen.standard(), CLIENTS);
    }

    VirtualClients(Screen screen, int clientCount) {
        this.screen = screen;
        this.clientCount = clientCount;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "a thousand clients in one process, with the heap after each round";
    }

    @Override
    public int run(List<String> args) throws IOException, InvalidProofException {
        try {
            run(RunOptions.defaults(NAME, ROUNDS, ENGINE).with(args));
            return 0;
        } catch (InvalidOptionsException | UnusableEngineException e) {
            screen.line(NAME + ": " + e.getMessage());
            return 2;
        }
    }

    /** Runs to the end, leaves the run folder, and {@return what the verifier found} */
    VerificationReport run(RunOptions options) throws IOException, InvalidProofException, UnusableEngineException {
        try (Perceptron regression = options.engine().perceptron(Digits.PIXELS, Digits.CLASSES)) {
            return run(regression, options);
        }
    }

    private VerificationReport run(Perceptron regression, RunOptions options)
            throws IOException, InvalidProofException {
        long start = System.nanoTime();
        TrainTestSplit digits = Digits.load();
        Digest seed = Digits.seed(NAME, options.seed());
        ParameterVector first = regression.initial(seed);
        RunFolder folder = RunFolder.fresh(options.out());
        screen.format(
                "%d clients with %d digits each; logistic regression, %d parameters; %d rounds",
                clientCount, EXAMPLES, first.size(), options.rounds());
        screen.line("round  clients  accuracy      time  received  live heap");
        FederationReport report = Federation.builder()
                .name(NAME)
                .model(first)
                .clients(clients(regression, digits.train(), seed))
                .training(TRAINING)
                .clearUpdates()
                .rounds(options.rounds())
                .threads(options.threads())
                .seed(options.seed())
                .evaluation(regression.evaluator(digits.test()))
                .listener(this::on)
                .audit(folder.ledger())
                .build()
                .run();
        screen.format("%s after %.1f s", report.outcome(), (System.nanoTime() - start) / 1e9);
        ModelFolder.of(report).write(folder.model());
        VerificationReport proof = LedgerVerifier.of(TrustAnchor.logKey(VerifierKey.parse(report.logKey())))
                .verify(folder.path(), VerificationOptions.withReplay());
        proof.lines().forEach(screen::line);
        screen.format("Done in %.1f s. Written: %s", (System.nanoTime() - start) / 1e9, folder.path());
        return proof;
    }

    private List<FederationClient> clients(Perceptron regression, Dataset digits, Digest seed) {
        List<FederationClient> clients = new ArrayList<>();
        for (int i = 0; i < clientCount; i++) {
            int[] positions = new int[digits.size()];
            for (int p = 0; p < positions.length; p++) {
                positions[p] = p;
            }
            AesCtrGenerator.fromSeed(SeedDerivation.derive(seed, "draw", i)).shuffle(positions);
            Dataset few = digits.subset(Arrays.copyOf(positions, EXAMPLES));
            clients.add(FederationClient.of("client-" + i, regression.trainer(few)));
        }
        return clients;
    }

    private void on(FederationEvent event) {
        if (event instanceof FederationEvent.AttemptEnded ended) {
            RoundSummary summary = ended.summary();
            screen.format(
                    "%5d  %7d  %6.1f %%  %5d ms  %5.2f MB  %6.1f MB",
                    summary.attempt().round(),
                    summary.included().size(),
                    100 * summary.evaluation().map(e -> e.metric("accuracy")).orElse(Double.NaN),
                    summary.timings().total().toMillis(),
                    summary.receivedBytes() / 1e6,
                    liveHeap() / 1e6);
        }
    }

    /** {@return the heap in use after a full collection, in bytes} */
    private static long liveHeap() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
