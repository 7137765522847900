package org.folkmoot.aggregation;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.folkmoot.aggregation.rule.ExactSum;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.aggregation.rule.WeightedSum;
import org.folkmoot.api.aggregation.LinearQuery;
import org.folkmoot.api.aggregation.RingChannel;
import org.folkmoot.api.aggregation.RingEncoding;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.core.canonical.Decimals;
import org.folkmoot.core.ring.FixedPoint;

/**
 * Federated averaging: the mean of the parameter differences, each client counting once or by its examples.
 *
 * <p>Guarantees: the mean is the same bits whatever the order, grouping and threads of the sum, because each difference
 * becomes integers first; it is within half a {@link FixedPoint#resolution()} of the real mean, and two roundings of
 * double arithmetic. No client counts more than the cap. Does not resist clients that send wrong differences: each moves
 * the mean by up to its share of {@code maxAbs}. Immutable, safe for use by several threads.
 *
 * <p>Source: McMahan et al. 2017, Algorithm 1.
 */
public final class FedAvg implements LinearQuery {
    /** The rule's id. */
    public static final String ID = "folkmoot/fedavg/1";

    /** How many examples count at most, unless said otherwise. */
    public static final long DEFAULT_WEIGHT_CAP = 10_000;

    /** The largest magnitude of a difference that is let in, unless said otherwise, in parameter units. */
    public static final double DEFAULT_MAX_ABS = 16.0;

    private final Weighting weighting;
    private final WeightedSum bounds;

    private FedAvg(Weighting weighting, WeightedSum bounds) {
        this.weighting = weighting;
        this.bounds = bounds;
    }

    /** {@return the mean in which each client counts once} */
    public static FedAvg uniform() {
        return new FedAvg(Weighting.UNIFORM, new WeightedSum(DEFAULT_MAX_ABS, 1));
    }

    /** {@return the mean in which each client counts by its examples, up to {@value #DEFAULT_WEIGHT_CAP}} */
    public static FedAvg weighted() {
        return weighted(DEFAULT_WEIGHT_CAP);
    }

    /**
     * {@return the mean in which each client counts by its examples, up to the cap}
     *
     * @param weightCap examples beyond it do not count; at least 1. It bounds what one client can claim
     */
    public static FedAvg weighted(long weightCap) {
        return new FedAvg(Weighting.EXAMPLES, new WeightedSum(DEFAULT_MAX_ABS, weightCap));
    }

    /**
     * {@return the same rule with this bound on differences}
     *
     * @param bound the largest magnitude that is let in, in parameter units, > 0; larger bounds leave fewer fraction bits
     */
    public FedAvg maxAbs(double bound) {
        return new FedAvg(weighting, new WeightedSum(bound, bounds.weightCap()));
    }

    /** {@return the largest magnitude of a difference that is let in, in parameter units} */
    public double maxAbs() {
        return bounds.maxAbs();
    }

    /** {@return how many examples of a client count at most; 1 where each client counts once} */
    public long weightCap() {
        return bounds.weightCap();
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public SortedMap<String, String> parameters() {
        return RuleParameters.of(
                RuleParameters.WEIGHTING, weighting.word(),
                RuleParameters.WEIGHT_CAP, Long.toString(bounds.weightCap()),
                RuleParameters.MAX_ABS, Decimals.shortest(bounds.maxAbs()));
    }

    @Override
    public RingEncoding encoding(ParameterLayout layout, int maxClients) {
        requireNonNull(layout, "layout");
        return bounds.encoding(channels(layout.size()), maxClients);
    }

    private static List<RingChannel> channels(int parameters) {
        return List.of(new RingChannel(RingChannel.DELTA, parameters), new RingChannel(RingChannel.WEIGHT, 1));
    }

    @Override
    public long weight(long examples) {
        return bounds.byExamples(examples);
    }

    /** Element j becomes {@code weight * round-half-even(delta[j] * 2^fractionBits)}, the last one the weight. */
    @Override
    public void encode(ParameterVector delta, long weight, RingEncoding encoding, long[] out) {
        Arrays.fill(out, 0);
        accumulate(delta, weight, encoding, out);
    }

    @Override
    public void accumulate(ParameterVector delta, long weight, RingEncoding encoding, long[] sum) {
        bounds.requireFits(delta, weight, encoding, channels(delta.size()), sum.length);
        ExactSum.add(delta, weight, encoding, sum);
        sum[delta.size()] += weight;
    }

    @Override
    public double[] finish(long[] signedSum, RingEncoding encoding) {
        int parameters = Math.max(1, encoding.width() - 1);
        long totalWeight = bounds.divisor(signedSum, encoding, channels(parameters));
        return WeightedSum.means(signedSum, 0, parameters, (double) totalWeight, encoding);
    }

    @Override
    public String toString() {
        return ID + parameters();
    }
}
