package org.folkmoot.aggregation;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.folkmoot.aggregation.rule.ExactSum;
import org.folkmoot.aggregation.rule.RuleParameters;
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

    private static final int RING_BITS = 64;

    private final Weighting weighting;
    private final long weightCap;
    private final double maxAbs;

    private FedAvg(Weighting weighting, long weightCap, double maxAbs) {
        if (weightCap < 1) {
            throw new IllegalArgumentException("weightCap: " + weightCap + " (expected: >= 1)");
        }
        if (!(maxAbs > 0) || !Double.isFinite(maxAbs)) {
            throw new IllegalArgumentException("maxAbs: " + maxAbs + " (expected: > 0, finite)");
        }
        this.weighting = weighting;
        this.weightCap = weightCap;
        this.maxAbs = maxAbs;
    }

    /** {@return the mean in which each client counts once} */
    public static FedAvg uniform() {
        return new FedAvg(Weighting.UNIFORM, 1, DEFAULT_MAX_ABS);
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
        return new FedAvg(Weighting.EXAMPLES, weightCap, DEFAULT_MAX_ABS);
    }

    /**
     * {@return the same rule with this bound on differences}
     *
     * @param bound the largest magnitude that is let in, in parameter units, > 0; larger bounds leave fewer fraction bits
     */
    public FedAvg maxAbs(double bound) {
        return new FedAvg(weighting, weightCap, bound);
    }

    /** {@return the largest magnitude of a difference that is let in, in parameter units} */
    public double maxAbs() {
        return maxAbs;
    }

    /** {@return how many examples of a client count at most; 1 where each client counts once} */
    public long weightCap() {
        return weightCap;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public SortedMap<String, String> parameters() {
        return RuleParameters.of(
                RuleParameters.WEIGHTING, weighting.word(),
                RuleParameters.WEIGHT_CAP, Long.toString(weightCap),
                RuleParameters.MAX_ABS, Decimals.shortest(maxAbs));
    }

    @Override
    public RingEncoding encoding(ParameterLayout layout, int maxClients) {
        requireNonNull(layout, "layout");
        if (maxClients < 1) {
            throw new IllegalArgumentException("maxClients: " + maxClients + " (expected: >= 1)");
        }
        if (weightCap > Long.MAX_VALUE / maxClients) {
            throw new IllegalArgumentException("total weight: up to " + maxClients + " clients * " + weightCap
                    + " (expected: <= " + Long.MAX_VALUE + ")");
        }
        return encodingFor(layout.size(), maxClients * weightCap);
    }

    private RingEncoding encodingFor(int parameters, long maxTotalWeight) {
        FixedPoint fixed = FixedPoint.forBounds(maxAbs, maxTotalWeight, RING_BITS);
        List<RingChannel> channels =
                List.of(new RingChannel(RingChannel.DELTA, parameters), new RingChannel(RingChannel.WEIGHT, 1));
        return new RingEncoding(RING_BITS, fixed.fractionBits(), maxAbs, maxTotalWeight, channels);
    }

    @Override
    public long weight(long examples) {
        if (examples < 1) {
            throw new IllegalArgumentException("examples: " + examples + " (expected: >= 1)");
        }
        return Math.min(examples, weightCap);
    }

    /** Element j becomes {@code weight * round-half-even(delta[j] * 2^fractionBits)}, the last one the weight. */
    @Override
    public void encode(ParameterVector delta, long weight, RingEncoding encoding, long[] out) {
        requireLength("out", out.length, delta.size() + 1);
        requireFits(delta, weight, encoding);
        Arrays.fill(out, 0);
        add(delta, weight, encoding, out);
    }

    @Override
    public void accumulate(ParameterVector delta, long weight, RingEncoding encoding, long[] sum) {
        requireLength("sum", sum.length, delta.size() + 1);
        requireFits(delta, weight, encoding);
        add(delta, weight, encoding, sum);
    }

    private void requireFits(ParameterVector delta, long weight, RingEncoding encoding) {
        requireOwn(encoding, delta.size());
        if (weight < 1 || weight > weightCap) {
            throw new IllegalArgumentException("weight: " + weight + " (expected: in [1, " + weightCap + "])");
        }
        int beyond = delta.firstBeyond(maxAbs);
        if (beyond >= 0) {
            throw new IllegalArgumentException(
                    "delta[" + beyond + "]: " + delta.get(beyond) + " (expected: magnitude <= " + maxAbs + ")");
        }
    }

    private void add(ParameterVector delta, long weight, RingEncoding encoding, long[] sum) {
        ExactSum.add(delta, weight, encoding, sum);
        sum[delta.size()] += weight;
    }

    @Override
    public double[] finish(long[] signedSum, RingEncoding encoding) {
        int parameters = encoding.width() - 1;
        requireOwn(encoding, parameters);
        requireLength("signedSum", signedSum.length, parameters + 1);
        long totalWeight = signedSum[parameters];
        if (totalWeight < 1 || totalWeight > encoding.maxTotalWeight()) {
            throw new IllegalArgumentException(
                    "total weight: " + totalWeight + " (expected: in [1, " + encoding.maxTotalWeight() + "])");
        }
        FixedPoint fixed = new FixedPoint(encoding.fractionBits(), RING_BITS, maxAbs, encoding.maxTotalWeight());
        double[] mean = new double[parameters];
        fixed.dequantizeMeans(signedSum, totalWeight, mean);
        return mean;
    }

    /** An encoding may come from a stranger's program, so its freedom from overflow is derived again. */
    private void requireOwn(RingEncoding encoding, int parameters) {
        RingEncoding own = encodingFor(Math.max(1, parameters), encoding.maxTotalWeight());
        if (!encoding.equals(own)) {
            throw new IllegalArgumentException("encoding: " + encoding + " (expected: " + own + ")");
        }
    }

    private static void requireLength(String name, int length, int expected) {
        if (length != expected) {
            throw new IllegalArgumentException(name + ".length: " + length + " (expected: " + expected + ")");
        }
    }

    @Override
    public String toString() {
        return ID + parameters();
    }
}
