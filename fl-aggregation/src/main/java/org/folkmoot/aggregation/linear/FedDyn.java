package org.folkmoot.aggregation.linear;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.aggregation.local.FedDynClient;
import org.folkmoot.aggregation.rule.ExactSum;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.aggregation.rule.WeightedSum;
import org.folkmoot.api.aggregation.Aggregated;
import org.folkmoot.api.aggregation.LinearQuery;
import org.folkmoot.api.aggregation.RingChannel;
import org.folkmoot.api.aggregation.RingEncoding;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterRole;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.LocalRule;
import org.folkmoot.core.canonical.Decimals;

/**
 * Dynamic regularisation: clients are pulled to the global model and pushed along the gradient that they had before
 * ({@link FedDynClient}), and the server keeps h, which sums what they moved:
 * {@code h -= alpha / N * sum of differences}, {@code w += mean of differences - h / alpha}. Differences count once per
 * client.
 *
 * <p>Guarantees: the same bits in any order. Meant to stand before a server optimiser that takes the difference as it is.
 * Models with buffers are refused: h would push statistics to where no client has seen them; keep them at home
 * ({@code personal(...)}). Does not resist clients that lie: each moves h by its share of {@code maxAbs} for good.
 *
 * <p>Source: Acar et al. 2021, Algorithm 1, whose theta is the model.
 *
 * @param alpha strength of the regularisation, > 0; both sides take the same
 * @param population how many clients are registered, N; follows from the federation
 * @param maxAbs largest magnitude of a difference, in parameter units
 */
public record FedDyn(double alpha, int population, double maxAbs) implements LinearQuery {
    /** The rule's id. */
    public static final String ID = "folkmoot/feddyn/1";

    private static final double DEFAULT_MAX_ABS = 16;
    private static final String MOVED = "feddyn.h";

    /** Refuses values outside their ranges. */
    public FedDyn {
        new FedDynClient(alpha).parameters();
        Population.require(population);
        new WeightedSum(maxAbs, 1).byExamples(1);
    }

    /** {@return the rule with this strength; the number of clients is taken from the federation} */
    public static FedDyn of(double alpha) {
        return new FedDyn(alpha, 1, DEFAULT_MAX_ABS);
    }

    /** {@return the same with this bound on differences} */
    public FedDyn maxAbs(double value) {
        return new FedDyn(alpha, population, value);
    }

    @Override
    public FedDyn forPopulation(int registered) {
        return new FedDyn(alpha, registered, maxAbs);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public SortedMap<String, String> parameters() {
        return RuleParameters.of(
                RuleParameters.ALPHA, Decimals.shortest(alpha),
                RuleParameters.POPULATION, Integer.toString(population),
                RuleParameters.MAX_ABS, Decimals.shortest(maxAbs));
    }

    @Override
    public Optional<LocalRule> localRule() {
        return Optional.of(new FedDynClient(alpha));
    }

    @Override
    public SortedMap<String, ParameterVector> initialSlots(ParameterLayout shared) {
        return slot(new double[shared.size()]);
    }

    private static SortedMap<String, ParameterVector> slot(double[] moved) {
        SortedMap<String, ParameterVector> slots = new TreeMap<>();
        slots.put(MOVED, ParameterVector.of(ParameterLayout.flat(ElementType.FLOAT64, moved.length), moved));
        return slots;
    }

    @Override
    public RingEncoding encoding(ParameterLayout layout, int maxClients) {
        for (ParameterBlock block : layout.blocks()) {
            if (block.role() == ParameterRole.BUFFER) {
                throw new IllegalArgumentException("block " + block.name() + " of " + layout.size()
                        + " elements: a buffer (expected: trainable ones; keep the group " + block.group()
                        + " at home)");
            }
        }
        return bounds().encoding(channels(layout.size()), maxClients);
    }

    private static List<RingChannel> channels(int elements) {
        return Channels.plain(elements, RingChannel.WEIGHT);
    }

    private WeightedSum bounds() {
        return new WeightedSum(maxAbs, 1);
    }

    @Override
    public long weight(long examples) {
        return bounds().byExamples(examples);
    }

    @Override
    public void encode(ParameterVector delta, long weight, RingEncoding encoding, long[] out) {
        Arrays.fill(out, 0);
        accumulate(delta, weight, encoding, out);
    }

    @Override
    public void accumulate(ParameterVector delta, long weight, RingEncoding encoding, long[] sum) {
        bounds().requireFits(delta, weight, encoding, channels(delta.size()), sum.length);
        ExactSum.add(delta, weight, encoding, sum);
        sum[delta.size()] += weight;
    }

    /** As {@link #conclude} in a first round. */
    @Override
    public double[] finish(long[] signedSum, RingEncoding encoding) {
        return conclude(signedSum, encoding, slot(new double[encoding.width() - 1]))
                .delta();
    }

    @Override
    public Aggregated conclude(long[] signedSum, RingEncoding encoding, SortedMap<String, ParameterVector> slots) {
        int parameters = encoding.width() - 1;
        long count = bounds().divisor(signedSum, encoding, channels(parameters));
        Population.requireAtMost(population, count);
        double[] delta = WeightedSum.means(signedSum, 0, parameters, (double) count, encoding);
        double[] moved = WeightedSum.means(signedSum, 0, parameters, population, encoding);
        ParameterVector before = Population.slot(slots, MOVED, parameters);
        for (int j = 0; j < parameters; j++) {
            moved[j] = before.get(j) - alpha * moved[j];
            delta[j] -= moved[j] / alpha;
        }
        return Aggregated.of(delta, slot(moved));
    }
}
