package org.folkmoot.aggregation.linear;

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

/**
 * Buffered averaging for clients that come when they can: a difference that is t rounds late counts {@code (1 + t)^(-1/2)},
 * and the sum is divided by how many there are, not by what they count, so that a late window moves the model less.
 *
 * <p>Guarantees: the same bits in any order. What a difference counts is a whole number of 2^-16, the nearest to the root;
 * it follows from a division and a square root that are the same everywhere. Each client counts once, whatever its
 * examples; a factor on the step is the server optimiser's. Outside buffered collections nothing is late, and this is the
 * plain mean.
 *
 * <p>Source: Nguyen et al. 2022, "Federated Learning with Buffered Asynchronous Aggregation", Algorithm 1.
 *
 * @param maxAbs largest magnitude of a difference, in parameter units
 */
public record FedBuff(double maxAbs) implements LinearQuery {
    /** The rule's id. */
    public static final String ID = "folkmoot/fedbuff/1";

    /** What a difference counts that is not late. */
    public static final long ONE = 1 << 16;

    private static final double DEFAULT_MAX_ABS = 16;
    private static final String COUNT = "count";

    /** Refuses a bound that lets nothing in. */
    public FedBuff {
        new WeightedSum(maxAbs, ONE).byExamples(1);
    }

    /** {@return the rule with a bound of 16} */
    public static FedBuff defaults() {
        return new FedBuff(DEFAULT_MAX_ABS);
    }

    /** {@return the same with this bound on differences} */
    public FedBuff maxAbs(double value) {
        return new FedBuff(value);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public SortedMap<String, String> parameters() {
        return RuleParameters.of(RuleParameters.MAX_ABS, Decimals.shortest(maxAbs));
    }

    @Override
    public RingEncoding encoding(ParameterLayout layout, int maxClients) {
        return bounds().encoding(channels(layout.size()), maxClients);
    }

    private static List<RingChannel> channels(int elements) {
        return Channels.plain(elements, COUNT);
    }

    private WeightedSum bounds() {
        return new WeightedSum(maxAbs, ONE);
    }

    @Override
    public long weight(long examples) {
        return weight(examples, 0);
    }

    @Override
    public long weight(long examples, int staleness) {
        bounds().byExamples(examples);
        if (staleness < 0) {
            throw new IllegalArgumentException("staleness: " + staleness + " (expected: >= 0)");
        }
        return (long) StrictMath.rint(ONE / StrictMath.sqrt(1.0 + staleness));
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
        sum[delta.size()]++;
    }

    @Override
    public double[] finish(long[] signedSum, RingEncoding encoding) {
        int parameters = encoding.width() - 1;
        long count = bounds().divisor(signedSum, encoding, channels(parameters));
        return WeightedSum.means(signedSum, 0, parameters, (double) ONE * count, encoding);
    }
}
