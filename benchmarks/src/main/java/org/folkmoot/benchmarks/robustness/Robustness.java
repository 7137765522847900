package org.folkmoot.benchmarks.robustness;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.folkmoot.aggregation.AggregationStrategy;
import org.folkmoot.aggregation.FedAvg;
import org.folkmoot.aggregation.ServerSgd;
import org.folkmoot.aggregation.filter.Bucketing;
import org.folkmoot.aggregation.filter.NearestNeighborMixing;
import org.folkmoot.aggregation.robust.CenteredClipping;
import org.folkmoot.aggregation.robust.CoordinateMedian;
import org.folkmoot.aggregation.robust.GeometricMedian;
import org.folkmoot.aggregation.robust.Krum;
import org.folkmoot.aggregation.robust.MultiKrum;
import org.folkmoot.aggregation.robust.TrimmedMean;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.TrainingException;
import org.folkmoot.benchmarks.Benchmark;
import org.folkmoot.benchmarks.Effort;
import org.folkmoot.benchmarks.result.Figure;
import org.folkmoot.testkit.attack.AttackerView;
import org.folkmoot.testkit.attack.InnerProduct;
import org.folkmoot.testkit.attack.LittleIsEnough;
import org.folkmoot.testkit.attack.Mimic;
import org.folkmoot.testkit.attack.SignFlip;
import org.folkmoot.testkit.attack.UpdateAttack;
import org.folkmoot.trainers.data.CsvReader;
import org.folkmoot.trainers.data.Dataset;
import org.folkmoot.trainers.data.MalformedDataException;
import org.folkmoot.trainers.data.TrainTestSplit;
import org.folkmoot.trainers.plain.PlainEvaluator;
import org.folkmoot.trainers.plain.PlainModel;
import org.jspecify.annotations.Nullable;

/**
 * Rules against attacks where clients have unlike data: the setting of Karimireddy et al. 2022 ("Byzantine-robust learning on
 * heterogeneous datasets via bucketing") on the digits of the examples.
 */
public final class Robustness implements Benchmark {
    private static final int HONEST = 20;
    private static final int CHEATS = 5;
    private static final int STEPS = 300;
    private static final int LAST = 5;
    private static final int EVERY = 10;
    private static final double LEARNING_RATE = 0.5;
    private static final Path DIGITS = Path.of("examples/src/main/resources/org/folkmoot/examples/digits.csv.gz");

    @Override
    public String id() {
        return "robustness";
    }

    @Override
    public String title() {
        return HONEST + " honest workers with digits sorted by label and " + CHEATS + " cheats, softmax regression, "
                + STEPS + " steps of distributed SGD with momentum 0.9: accuracy of each rule under each attack.";
    }

    @Override
    public Outcome take(Effort effort) throws IOException {
        List<Figure> figures = new ArrayList<>();
        TrainTestSplit digits = digits();
        for (Map.Entry<String, AggregationStrategy> rule : rules().entrySet()) {
            for (Attack attack : Attack.values()) {
                List<Double> samples = new ArrayList<>();
                for (int seed = 0; seed < effort.pick(1, 2); seed++) {
                    samples.add(100 * accuracy(rule.getValue(), attack, digits, seed, effort.pick(30, STEPS)));
                }
                figures.add(Figure.of(rule.getKey() + " / " + attack.word, "%", samples));
            }
        }
        return Outcome.of(
                figures,
                "Mean accuracy on the test digits over the last " + LAST + " evaluations; spread over seeds.",
                "Not a measurement of time: the figures are the same on every machine.");
    }

    /** An attack, by the word for it in tables. */
    private enum Attack {
        NONE("no attack", null),
        SIGN_FLIP("sign flip", SignFlip::own),
        LABEL_FLIP("label flip", null),
        MIMIC("mimic", Mimic::mostDistinct),
        INNER_PRODUCT("IPM 0.1", () -> InnerProduct.epsilon(0.1)),
        LITTLE("ALIE", LittleIsEnough::strongest);

        private final String word;

        @SuppressWarnings("ImmutableEnumChecker") // a constructor reference that holds nothing
        private final Optional<Supplier<UpdateAttack>> forging;

        Attack(String word, @Nullable Supplier<UpdateAttack> forging) {
            this.word = word;
            this.forging = Optional.ofNullable(forging);
        }
    }

    private static Map<String, AggregationStrategy> rules() {
        Map<String, AggregationStrategy> plain = new LinkedHashMap<>();
        plain.put("median", AggregationStrategy.of(CoordinateMedian.create()));
        plain.put("trimmed mean", AggregationStrategy.of(TrimmedMean.tolerating(CHEATS)));
        plain.put("Krum", AggregationStrategy.of(Krum.tolerating(CHEATS)));
        plain.put("Multi-Krum", AggregationStrategy.of(MultiKrum.tolerating(CHEATS)));
        plain.put("geometric median", AggregationStrategy.of(GeometricMedian.defaults()));
        plain.put("centred clipping", AggregationStrategy.of(CenteredClipping.within(1)));
        Map<String, AggregationStrategy> rules = new LinkedHashMap<>();
        rules.put("mean", AggregationStrategy.of(FedAvg.uniform()));
        plain.forEach((name, strategy) -> {
            rules.put(name, strategy);
            if (!name.contains("Krum") && !name.contains("trimmed")) {
                rules.put(name + " + buckets of 2", strategy.filter(Bucketing.of(2)));
            }
            rules.put(name + " + neighbours", strategy.filter(NearestNeighborMixing.tolerating(CHEATS)));
        });
        rules.put(
                "trimmed mean + buckets of 2",
                AggregationStrategy.of(TrimmedMean.tolerating(CHEATS)).filter(Bucketing.of(2)));
        return rules;
    }

    private static double accuracy(
            AggregationStrategy strategy, Attack attack, TrainTestSplit digits, int seed, int steps)
            throws IOException {
        PlainModel model = PlainModel.logisticRegression(
                digits.train().inputs(), digits.train().classes());
        Random random = new Random(seed);
        Workers workers = Workers.of(model, digits.train(), HONEST, CHEATS, attack == Attack.LABEL_FLIP, random);
        Optional<UpdateAttack> forging = attack.forging.map(Supplier::get);
        PlainEvaluator test = PlainEvaluator.of(model, digits.test());
        double sum = 0;
        try (Server server = Server.of(
                strategy.optimizer(ServerSgd.of(LEARNING_RATE)), model.initial(Digest.sha256()), HONEST + CHEATS)) {
            for (int step = 1; step <= steps; step++) {
                List<ParameterVector> updates = workers.step(server.model());
                server.step(attacked(forging, updates, random));
                if (step % EVERY == 0 && step > steps - LAST * EVERY) {
                    sum += test.evaluate(server.model()).metric("accuracy");
                }
            }
        } catch (TrainingException e) {
            throw new IOException(e);
        }
        return sum / LAST;
    }

    private static List<ParameterVector> attacked(
            Optional<UpdateAttack> forging, List<ParameterVector> updates, Random random) {
        if (forging.isEmpty()) {
            return updates;
        }
        List<ParameterVector> honest = updates.subList(0, HONEST);
        ParameterVector none = ParameterVector.zeros(updates.get(0).layout());
        List<ParameterVector> all = new ArrayList<>(honest);
        all.addAll(forging.get()
                .forge(new AttackerView(honest, updates.subList(HONEST, HONEST + CHEATS), none), random));
        return all;
    }

    private static TrainTestSplit digits() throws IOException {
        try (InputStream in = Files.newInputStream(DIGITS)) {
            Dataset all = CsvReader.of(10).read(in).dividedBy(16);
            return TrainTestSplit.stratified(all, 0.25, Digest.sha256());
        } catch (MalformedDataException e) {
            throw new IOException(DIGITS + ": " + e.getMessage(), e);
        }
    }
}
