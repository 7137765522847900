package org.folkmoot.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.aggregation.AggregationStrategy;
import org.folkmoot.aggregation.FedAvg;
import org.folkmoot.aggregation.filter.NearestNeighborMixing;
import org.folkmoot.aggregation.robust.CoordinateMedian;
import org.folkmoot.aggregation.robust.GeometricMedian;
import org.folkmoot.aggregation.robust.MultiKrum;
import org.folkmoot.aggregation.robust.TrimmedMean;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.audit.verify.LedgerVerifier;
import org.folkmoot.audit.verify.TrustAnchor;
import org.folkmoot.audit.verify.VerificationOptions;
import org.folkmoot.cli.Example;
import org.folkmoot.core.random.SeedDerivation;
import org.folkmoot.engine.Federation;
import org.folkmoot.engine.FederationReport;
import org.folkmoot.engine.RoundSummary;
import org.folkmoot.examples.engines.Engine;
import org.folkmoot.examples.engines.Perceptron;
import org.folkmoot.examples.engines.UnusableEngineException;
import org.folkmoot.trainers.data.Dataset;
import org.folkmoot.trainers.data.Partitions;
import org.folkmoot.trainers.data.TrainTestSplit;

/**
 * Three of ten clients cheat: they send the opposite of what they learned, four times as large. The mean collapses; rules
 * that look at updates one by one do not, and one of them says who it left out. Every federation is verified and replayed.
 */
public final class Byzantine implements Example {
    static final int CLIENTS = 10;
    static final int CHEATS = 3;

    private static final String NAME = "byzantine";
    private static final int ROUNDS = 40;
    private static final Engine ENGINE = Engine.suitedTo(Digits.PIXELS, Digits.CLASSES);
    private static final double SCALE = 4;
    private static final double CONCENTRATION = 1;
    private static final int LEAST_EXAMPLES = 10;
    private static final LocalTraining TRAINING = LocalTraining.sgd(2, 16, 0.1);

    private final Screen screen;

    /** For the service loader. */
    public Byzantine() {
        this(Screen.standard());
    }

    Byzantine(Screen screen) {
        this.screen = screen;
    }

    /**
     * How one federation went.
     *
     * @param rule how contributions were aggregated
     * @param accuracy of the last model on the test digits
     * @param leftOut how often the rule left each client out
     */
    record Row(String rule, double accuracy, SortedMap<ClientId, Integer> leftOut) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "three of ten clients cheat: the mean collapses, robust rules do not, and one names the culprits";
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

    /** Runs to the end, leaves a run folder, and {@return a row for each rule} */
    List<Row> run(RunOptions options) throws IOException, InvalidProofException, UnusableEngineException {
        try (Perceptron regression = options.engine().perceptron(Digits.PIXELS, Digits.CLASSES)) {
            return run(Setting.of(options, regression), options);
        }
    }

    private List<Row> run(Setting setting, RunOptions options) throws IOException, InvalidProofException {
        RunFolder folder = RunFolder.fresh(options.out());
        screen.format(
                "%d clients share digits; clients 0 to %d send the opposite of what they learned, %.0f times as large",
                CLIENTS, CHEATS - 1, SCALE);
        screen.format("%d rounds of logistic regression for each rule", options.rounds());
        screen.line("");
        screen.line("rule                                    accuracy  left out, and how often");
        List<Row> rows = new ArrayList<>();
        rows.add(row("mean, nobody cheats", AggregationStrategy.of(FedAvg.weighted()), 0, setting, folder.ledger()));
        for (Map.Entry<String, AggregationStrategy> rule : rules().entrySet()) {
            rows.add(row(rule.getKey(), rule.getValue(), CHEATS, setting, folder.ledger()));
        }
        screen.line("");
        screen.format("Every round of every federation was verified and computed again. Written: %s", folder.path());
        return rows;
    }

    private static Map<String, AggregationStrategy> rules() {
        Map<String, AggregationStrategy> rules = new LinkedHashMap<>();
        rules.put("mean", AggregationStrategy.of(FedAvg.weighted()));
        rules.put("median", AggregationStrategy.of(CoordinateMedian.create()));
        rules.put("trimmed mean", AggregationStrategy.of(TrimmedMean.tolerating(CHEATS)));
        rules.put("geometric median", AggregationStrategy.of(GeometricMedian.defaults()));
        rules.put(
                "neighbour mixing, trimmed mean",
                AggregationStrategy.of(TrimmedMean.tolerating(CHEATS))
                        .filter(NearestNeighborMixing.tolerating(CHEATS)));
        rules.put("multi-krum", AggregationStrategy.of(MultiKrum.tolerating(CHEATS)));
        return rules;
    }

    private Row row(String name, AggregationStrategy strategy, int cheats, Setting setting, Path ledgers)
            throws IOException, InvalidProofException {
        FederationReport report = Federation.builder()
                .name(NAME)
                .model(setting.regression().initial(setting.seed()))
                .clients(setting.clients(cheats))
                .strategy(strategy)
                .training(TRAINING)
                .clearUpdates()
                .minimumClients(CLIENTS)
                .rounds(setting.options().rounds())
                .threads(setting.options().threads())
                .seed(setting.options().seed())
                .evaluation(setting.regression().evaluator(setting.digits().test()))
                .audit(ledgers.resolve(name.replaceAll("[^a-z]+", "-")))
                .build()
                .run();
        LedgerVerifier.of(TrustAnchor.logKey(VerifierKey.parse(report.logKey())))
                .verify(report.ledger(), VerificationOptions.withReplay());
        List<RoundSummary> rounds = report.attempts();
        double accuracy =
                rounds.get(rounds.size() - 1).evaluation().orElseThrow().metric("accuracy");
        Row row = new Row(name, accuracy, leftOut(rounds));
        screen.format("%-38s  %6.1f %%  %s", row.rule(), 100 * row.accuracy(), row.leftOut());
        return row;
    }

    private static SortedMap<ClientId, Integer> leftOut(List<RoundSummary> rounds) {
        SortedMap<ClientId, Integer> times = new TreeMap<>();
        for (RoundSummary round : rounds) {
            round.treatments().keySet().forEach(client -> times.merge(client, 1, Integer::sum));
        }
        return times;
    }

    /** Who has what, and what they train. */
    private record Setting(
            RunOptions options, Digest seed, TrainTestSplit digits, List<Dataset> piles, Perceptron regression) {
        static Setting of(RunOptions options, Perceptron regression) throws IOException {
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
            return new Setting(options, seed, digits, piles, regression);
        }

        List<FederationClient> clients(int cheats) {
            List<FederationClient> clients = new ArrayList<>();
            for (int i = 0; i < piles.size(); i++) {
                ClientTrainer honest = regression.trainer(piles.get(i));
                clients.add(
                        FederationClient.of("client-" + i, i < cheats ? new FlippingTrainer(honest, SCALE) : honest));
            }
            return clients;
        }
    }
}
