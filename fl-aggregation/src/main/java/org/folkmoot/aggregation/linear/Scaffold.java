package org.folkmoot.aggregation.linear;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.aggregation.local.ScaffoldClient;
import org.folkmoot.aggregation.rule.ExactSum;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.aggregation.rule.WeightedSum;
import org.folkmoot.api.aggregation.Aggregated;
import org.folkmoot.api.aggregation.LinearQuery;
import org.folkmoot.api.aggregation.RingChannel;
import org.folkmoot.api.aggregation.RingEncoding;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.LocalRule;
import org.folkmoot.core.canonical.Decimals;

/**
 * Stochastic controlled averaging: beside its difference each client sends how its control variate changed, and the
 * server's control variate c, the mean over all registered clients, moves along: {@code c += |S| / N * mean of changes}.
 * Clients correct each step by {@code c - c_i}, so that they do not drift apart; {@link ScaffoldClient} does. Differences
 * count once per client.
 *
 * <p>Guarantees: the same bits in any order. c is the mean of the clients' own variates only while each client takes its
 * own over exactly when its contribution counts, and no registered client leaves. Does not resist clients that lie: each
 * moves model and c by up to its share of {@code maxAbs}, and c by that for good.
 *
 * <p>Source: Karimireddy et al. 2020, Algorithm 1, option II. A factor on the model's step is the server optimiser's.
 *
 * @param population how many clients are registered, N; follows from the federation
 * @param maxAbs largest magnitude of a difference, and of a change of a control variate, which is in units of gradients
 */
public record Scaffold(int population, double maxAbs) implements LinearQuery {
    /** The rule's id. */
    public static final String ID = "folkmoot/scaffold/1";

    private static final double DEFAULT_MAX_ABS = 16;
    private static final String CHANGE = "control";

    /** Refuses values outside their ranges. */
    public Scaffold {
        Population.require(population);
        new WeightedSum(maxAbs, 1).byExamples(1);
    }

    /** {@return the rule; the number of clients is taken from the federation} */
    public static Scaffold defaults() {
        return new Scaffold(1, DEFAULT_MAX_ABS);
    }

    /** {@return the same with this bound on differences and changes of control variates} */
    public Scaffold maxAbs(double value) {
        return new Scaffold(population, value);
    }

    @Override
    public Scaffold forPopulation(int registered) {
        return new Scaffold(registered, maxAbs);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public SortedMap<String, String> parameters() {
        return RuleParameters.of(
                RuleParameters.POPULATION, Integer.toString(population),
                RuleParameters.MAX_ABS, Decimals.shortest(maxAbs));
    }

    @Override
    public Optional<LocalRule> localRule() {
        return Optional.of(new ScaffoldClient());
    }

    @Override
    public ParameterLayout updateLayout(ParameterLayout shared) {
        return ScaffoldClient.layout(shared);
    }

    @Override
    public SortedMap<String, ParameterVector> initialSlots(ParameterLayout shared) {
        return slot(new double[shared.size()]);
    }

    private static SortedMap<String, ParameterVector> slot(double[] control) {
        SortedMap<String, ParameterVector> slots = new TreeMap<>();
        slots.put(
                ScaffoldClient.CONTROL,
                ParameterVector.of(ParameterLayout.flat(ElementType.FLOAT64, control.length), control));
        return slots;
    }

    @Override
    public RingEncoding encoding(ParameterLayout layout, int maxClients) {
        return bounds().encoding(channels(layout.size()), maxClients);
    }

    private static List<RingChannel> channels(int elements) {
        return Channels.twin(elements, CHANGE);
    }

    private WeightedSum bounds() {
        return new WeightedSum(maxAbs, 1);
    }

    @Override
    public long weight(long examples) {
        return bounds().byExamples(examples);
    }

    @Override
    public void encode(ParameterVector update, long weight, RingEncoding encoding, long[] out) {
        Arrays.fill(out, 0);
        accumulate(update, weight, encoding, out);
    }

    @Override
    public void accumulate(ParameterVector update, long weight, RingEncoding encoding, long[] sum) {
        bounds().requireFits(update, weight, encoding, channels(update.size()), sum.length);
        ExactSum.add(update, weight, encoding, sum);
        sum[update.size()] += weight;
    }

    @Override
    public double[] finish(long[] signedSum, RingEncoding encoding) {
        long count = count(signedSum, encoding);
        return WeightedSum.means(signedSum, 0, encoding.width() / 2, (double) count, encoding);
    }

    private long count(long[] signedSum, RingEncoding encoding) {
        long count = bounds().divisor(signedSum, encoding, channels(encoding.width() - 1));
        return Population.requireAtMost(population, count);
    }

    @Override
    public Aggregated conclude(long[] signedSum, RingEncoding encoding, SortedMap<String, ParameterVector> slots) {
        double[] delta = finish(signedSum, encoding);
        double[] change = WeightedSum.means(signedSum, delta.length, delta.length, population, encoding);
        ParameterVector before = Population.slot(slots, ScaffoldClient.CONTROL, delta.length);
        for (int j = 0; j < change.length; j++) {
            change[j] += before.get(j);
        }
        return Aggregated.of(delta, slot(change));
    }
}
