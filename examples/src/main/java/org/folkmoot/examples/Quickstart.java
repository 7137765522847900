package org.folkmoot.examples;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.Digest;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.Cancellation;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.training.ModelEvaluator;
import org.folkmoot.api.training.StepCorrection;
import org.folkmoot.api.training.TrainingException;
import org.folkmoot.api.training.TrainingTask;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.audit.verify.LedgerVerifier;
import org.folkmoot.audit.verify.TrustAnchor;
import org.folkmoot.audit.verify.VerificationOptions;
import org.folkmoot.audit.verify.VerificationReport;
import org.folkmoot.cli.Example;
import org.folkmoot.core.random.SeedDerivation;
import org.folkmoot.engine.Federation;
import org.folkmoot.engine.FederationReport;
import org.folkmoot.engine.ModelFolder;
import org.folkmoot.examples.engines.Engine;
import org.folkmoot.examples.engines.Perceptron;
import org.folkmoot.examples.engines.UnusableEngineException;
import org.folkmoot.trainers.data.Dataset;
import org.folkmoot.trainers.data.Partitions;
import org.folkmoot.trainers.data.TrainTestSplit;

/**
 * Ten clients with unlike piles of handwritten digits train one model together; then every round of it is verified and
 * computed again.
 *
 * <p>It leaves a run folder with the ledger, the model and a page for the browser. The model depends on the seed, the
 * number of rounds and the engine alone; with plain Java, the default, it is the same on every machine. Everything runs in this process, and the coordinator sees single updates, as each proof says.
 */
public final class Quickstart implements Example {
    static final String NAME = "quickstart";
    static final int CLIENTS = 10;

    private static final int ROUNDS = 30;
    private static final int HIDDEN = 32;
    private static final Engine ENGINE = Engine.suitedTo(Digits.PIXELS, HIDDEN, Digits.CLASSES);
    private static final double CONCENTRATION = 0.5;
    private static final int LEAST_EXAMPLES = 10;
    private static final LocalTraining TRAINING = LocalTraining.sgd(5, 16, 0.05).withMomentum(0.9);

    private final Screen screen;

    /** For the service loader. */
    public Quickstart() {
        this(Screen.standard());
    }

    Quickstart(Screen screen) {
        this.screen = screen;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "ten clients learn to read digits together, and the proof is verified and replayed";
    }

    @Override
    public int run(List<String> args) throws IOException, TrainingException, InvalidProofException {
        try {
            run(RunOptions.defaults(NAME, ROUNDS, ENGINE).with(args));
            return 0;
        } catch (InvalidOptionsException | UnusableEngineException e) {
            screen.line(NAME + ": " + e.getMessage());
            return 2;
        }
    }

    /** Runs to the end, leaves the run folder, and {@return what it came to} */
    QuickstartResult run(RunOptions options)
            throws IOException, TrainingException, InvalidProofException, UnusableEngineException {
        long start = System.nanoTime();
        try (Perceptron network = options.engine().perceptron(Digits.PIXELS, HIDDEN, Digits.CLASSES)) {
            QuickstartResult result = run(Setting.of(options, network), options);
            screen.format("Done in %.1f s.", (System.nanoTime() - start) / 1e9);
            return result;
        }
    }

    private QuickstartResult run(Setting setting, RunOptions options)
            throws IOException, TrainingException, InvalidProofException {
        RunFolder folder = RunFolder.fresh(options.out());
        introduce(setting, options);
        RoundDisplay display = new RoundDisplay(screen, setting.locals());
        FederationReport federation = federate(setting, options, folder, display);
        ModelFolder.of(federation).write(folder.model());
        List<ClientRow> clients = alone(setting, options);
        VerificationReport proof = LedgerVerifier.of(TrustAnchor.logKey(VerifierKey.parse(federation.logKey())))
                .verify(folder.path(), VerificationOptions.withReplay());
        QuickstartResult result = new QuickstartResult(options, display.rows(), clients, federation, proof);
        ReportPage.write(result, folder.report());
        new QuickstartSummary(screen, folder).show(result);
        return result;
    }

    private static FederationReport federate(
            Setting setting, RunOptions options, RunFolder folder, RoundDisplay display) throws IOException {
        FederationReport report = Federation.builder()
                .name(NAME)
                .model(setting.start())
                .clients(setting.clients())
                .training(TRAINING)
                .clearUpdates()
                .rounds(options.rounds())
                .threads(options.threads())
                .seed(options.seed())
                .evaluation(setting.evaluator())
                .listener(display)
                .audit(folder.ledger())
                .build()
                .run();
        if (report.outcome() != FederationReport.Outcome.COMPLETED) {
            throw new IOException("the federation ended early: " + report.outcome() + " " + report.detail());
        }
        return report;
    }

    /** Trains each client on its own, for as many local epochs as the federation and from the same start. */
    private static List<ClientRow> alone(Setting setting, RunOptions options) throws TrainingException {
        ModelEvaluator test = setting.evaluator();
        LocalTraining training = new LocalTraining(
                TRAINING.epochs() * options.rounds(),
                TRAINING.batchSize(),
                TRAINING.learningRate(),
                TRAINING.momentum(),
                TRAINING.weightDecay());
        List<ClientRow> rows = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            TrainingTask task = new TrainingTask(
                    setting.start(),
                    training,
                    StepCorrection.none(),
                    SeedDerivation.derive(setting.seed(), "alone", i),
                    Cancellation.never());
            Dataset data = setting.piles().get(i);
            ParameterVector model = setting.network().trainer(data).train(task).model();
            rows.add(new ClientRow(
                    clientName(i), data.size(), test.evaluate(model).metric("accuracy")));
        }
        return rows;
    }

    private void introduce(Setting setting, RunOptions options) {
        var sizes = setting.piles().stream().mapToInt(Dataset::size).summaryStatistics();
        screen.line("Folkmoot quickstart: ten clients learn to read digits together.");
        screen.format(
                "  data      %d digits with the clients, %d kept apart to test on",
                setting.digits().train().size(), setting.digits().test().size());
        screen.format(
                "  clients   %d with unlike piles (Dirichlet %.1f), %d to %d digits each",
                CLIENTS, CONCENTRATION, sizes.getMin(), sizes.getMax());
        screen.format(
                "  model     %d-%d-%d perceptron, %d parameters; engine %s",
                Digits.PIXELS,
                HIDDEN,
                Digits.CLASSES,
                setting.start().size(),
                options.engine().word());
        screen.format(
                "  training  %d rounds of %d local epochs, batches of %d, learning rate %s, momentum %s; seed %d",
                options.rounds(),
                TRAINING.epochs(),
                TRAINING.batchSize(),
                TRAINING.learningRate(),
                TRAINING.momentum(),
                options.seed());
        screen.line(
                "  accuracy is that on the test digits; worst and best client is the same model on their own digits");
        screen.line("");
    }

    private static String clientName(int index) {
        return "client-" + index;
    }

    /**
     * Who has what, and what they train.
     *
     * @param seed what the rest follows from
     * @param digits those to train and those to test on
     * @param piles each client's digits
     * @param network the architecture, in the engine of this run
     * @param start the first model
     */
    private record Setting(
            Digest seed, TrainTestSplit digits, List<Dataset> piles, Perceptron network, ParameterVector start) {
        static Setting of(RunOptions options, Perceptron network) throws IOException {
            Digest seed = Digits.seed(NAME, options.seed());
            TrainTestSplit digits = Digits.load();
            List<Dataset> piles = Partitions.dirichlet(
                            digits.train().labels(),
                            Digits.CLASSES,
                            CLIENTS,
                            CONCENTRATION,
                            LEAST_EXAMPLES,
                            SeedDerivation.derive(seed, "partition"))
                    .of(digits.train());
            return new Setting(seed, digits, piles, network, network.initial(seed));
        }

        List<FederationClient> clients() {
            List<FederationClient> clients = new ArrayList<>();
            for (int i = 0; i < piles.size(); i++) {
                clients.add(FederationClient.of(clientName(i), network.trainer(piles.get(i))));
            }
            return clients;
        }

        ModelEvaluator evaluator() {
            return network.evaluator(digits.test());
        }

        List<ModelEvaluator> locals() {
            return piles.stream().map(network::evaluator).toList();
        }
    }
}
