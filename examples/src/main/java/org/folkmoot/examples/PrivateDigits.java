package org.folkmoot.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.Digest;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.audit.verify.LedgerVerifier;
import org.folkmoot.audit.verify.TrustAnchor;
import org.folkmoot.audit.verify.VerificationOptions;
import org.folkmoot.cli.Example;
import org.folkmoot.core.random.SeedDerivation;
import org.folkmoot.engine.Federation;
import org.folkmoot.engine.FederationBuilder;
import org.folkmoot.engine.FederationReport;
import org.folkmoot.engine.RoundSummary;
import org.folkmoot.examples.engines.Engine;
import org.folkmoot.examples.engines.Perceptron;
import org.folkmoot.examples.engines.UnusableEngineException;
import org.folkmoot.trainers.data.Dataset;
import org.folkmoot.trainers.data.Partitions;
import org.folkmoot.trainers.data.TrainTestSplit;

/**
 * Twenty clients, some of them offline in each round, train a model whose coordinator never sees what one of them sent; then
 * the same federation runs with clear updates, and comes to the same model, bit for bit.
 */
public final class PrivateDigits implements Example {
    static final int CLIENTS = 20;

    private static final String NAME = "private-digits";
    private static final int ROUNDS = 10;
    private static final Engine ENGINE = Engine.suitedTo(Digits.PIXELS, Digits.CLASSES);
    private static final int OFFLINE_EVERY = 5;
    private static final LocalTraining TRAINING = LocalTraining.sgd(2, 16, 0.1);

    private final Screen screen;

    /** For the service loader. */
    public PrivateDigits() {
        this(Screen.standard());
    }

    PrivateDigits(Screen screen) {
        this.screen = screen;
    }

    /**
     * What it came to.
     *
     * @param secure the federation whose coordinator saw sums
     * @param clear the same one whose coordinator saw each update
     */
    record Outcome(FederationReport secure, FederationReport clear) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "twenty clients, some offline, add up their updates under masks: the same model as in clear, bit for bit";
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

    /** Runs to the end, leaves a run folder, and {@return what it came to} */
    Outcome run(RunOptions options) throws IOException, InvalidProofException, UnusableEngineException {
        try (Perceptron regression = options.engine().perceptron(Digits.PIXELS, Digits.CLASSES)) {
            return run(Setting.of(options, regression), options);
        }
    }

    private Outcome run(Setting setting, RunOptions options) throws IOException, InvalidProofException {
        RunFolder folder = RunFolder.fresh(options.out());
        screen.format(
                "%d clients share digits; each is offline one time in %d. The coordinator sees sums only.",
                CLIENTS, OFFLINE_EVERY);
        screen.line("");
        FederationReport secure =
                setting.federation(folder.ledger().resolve("secure")).build().run();
        secure.attempts().forEach(this::show);
        verify(secure, VerificationOptions.withoutReplay());
        FederationReport clear = setting.federation(folder.ledger().resolve("clear"))
                .clearUpdates()
                .build()
                .run();
        verify(clear, VerificationOptions.withReplay());
        screen.line("");
        screen.format("model of the secure federation  %s", secure.modelDigest());
        screen.format("model of the same one in clear  %s", clear.modelDigest());
        screen.line(
                secure.modelDigest().equals(clear.modelDigest())
                        ? "The same, bit for bit: masks cancel exactly, because what is summed are integers."
                        : "Not the same. That must not be: please report it.");
        screen.format("Both logs were verified. Written: %s", folder.path());
        return new Outcome(secure, clear);
    }

    private void show(RoundSummary round) {
        screen.format(
                "round %2d  %d in the sum, %d offline  accuracy %.1f %%",
                round.attempt().round(),
                round.included().size(),
                round.rejected().size(),
                100 * round.evaluation().orElseThrow().metric("accuracy"));
    }

    private static void verify(FederationReport report, VerificationOptions options)
            throws IOException, InvalidProofException {
        if (report.outcome() != FederationReport.Outcome.COMPLETED) {
            throw new IOException("the federation ended early: " + report.outcome() + " " + report.detail());
        }
        LedgerVerifier.of(TrustAnchor.logKey(VerifierKey.parse(report.logKey())))
                .verify(report.ledger(), options);
    }

    /** Who has what, and what they train. */
    private record Setting(
            RunOptions options, Digest seed, TrainTestSplit digits, List<Dataset> piles, Perceptron regression) {
        static Setting of(RunOptions options, Perceptron regression) throws IOException {
            Digest seed = Digits.seed(NAME, options.seed());
            TrainTestSplit digits = Digits.load();
            List<Dataset> piles = Partitions.iid(
                            digits.train().size(), CLIENTS, SeedDerivation.derive(seed, "partition"))
                    .of(digits.train());
            return new Setting(options, seed, digits, piles, regression);
        }

        FederationBuilder federation(Path ledger) {
            return Federation.builder()
                    .name(NAME)
                    .model(regression.initial(seed))
                    .clients(clients())
                    .training(TRAINING)
                    .rounds(options.rounds())
                    .threads(options.threads())
                    .seed(options.seed())
                    .evaluation(regression.evaluator(digits.test()))
                    .audit(ledger);
        }

        private List<FederationClient> clients() {
            List<FederationClient> clients = new ArrayList<>();
            for (int i = 0; i < piles.size(); i++) {
                clients.add(FederationClient.of(
                        "client-" + i, new FlakyTrainer(regression.trainer(piles.get(i)), i, OFFLINE_EVERY)));
            }
            return clients;
        }
    }
}
