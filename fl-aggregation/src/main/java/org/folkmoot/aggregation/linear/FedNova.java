package org.folkmoot.aggregation.linear;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.folkmoot.aggregation.local.NovaClient;
import org.folkmoot.aggregation.rule.ExactSum;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.aggregation.rule.WeightedSum;
import org.folkmoot.aggregation.rule.WideScalar;
import org.folkmoot.api.aggregation.LinearQuery;
import org.folkmoot.api.aggregation.RingChannel;
import org.folkmoot.api.aggregation.RingEncoding;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.LocalRule;
import org.folkmoot.core.canonical.Decimals;

/**
 * Normalised averaging, for clients that take different numbers of steps: each difference is divided by how far its client
 * went, tau, before the mean is taken, and the mean is multiplied by the mean of tau. Plain averaging would drift to the
 * optimum of those who step most; with equal taus this is plain averaging.
 *
 * <p>A client sends {@code [delta / tau, tau]}, the latter as a {@link WideScalar}; {@link NovaClient} does. A tau below 1 or
 * beyond {@code maxTau} is refused. Guarantees: the same bits in any order of contributions. Does not resist clients that
 * lie: one that claims {@code maxTau} lengthens the step of all by up to its share of that, so choose it close to what
 * honest clients need.
 *
 * <p>Source: Wang et al. 2020, "Tackling the Objective Inconsistency Problem in Heterogeneous Federated Optimization", §4.
 *
 * @param weightCap examples beyond it do not count; 1 for clients that count once
 * @param maxAbs largest magnitude of a normalised difference, in parameter units
 * @param maxTau largest normaliser of a client, at least 1
 */
public record FedNova(long weightCap, double maxAbs, long maxTau) implements LinearQuery {
    /** The rule's id. */
    public static final String ID = "folkmoot/fednova/1";

    private static final long DEFAULT_WEIGHT_CAP = 10_000;
    private static final double DEFAULT_MAX_ABS = 16;
    private static final long DEFAULT_MAX_TAU = 4_096;

    /** Refuses bounds that let nothing in, or more than can be sent. */
    public FedNova {
        new WeightedSum(maxAbs, weightCap).byExamples(1);
        if (maxTau < 1 || maxTau > WideScalar.largest(maxAbs)) {
            throw new IllegalArgumentException(
                    "maxTau: " + maxTau + " (expected: in [1, " + WideScalar.largest(maxAbs) + "])");
        }
    }

    /** {@return the rule in which each client counts by its examples, up to 10000} */
    public static FedNova weighted() {
        return weighted(DEFAULT_WEIGHT_CAP);
    }

    /** {@return the rule in which each client counts by its examples, up to the cap} */
    public static FedNova weighted(long weightCap) {
        return new FedNova(weightCap, DEFAULT_MAX_ABS, DEFAULT_MAX_TAU);
    }

    /** {@return the rule in which each client counts once} */
    public static FedNova uniform() {
        return weighted(1);
    }

    /** {@return the same with this bound on normalised differences} */
    public FedNova maxAbs(double value) {
        return new FedNova(weightCap, value, maxTau);
    }

    /** {@return the same with this largest normaliser} */
    public FedNova maxTau(long value) {
        return new FedNova(weightCap, maxAbs, value);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public SortedMap<String, String> parameters() {
        return RuleParameters.of(
                RuleParameters.WEIGHT_CAP, Long.toString(weightCap),
                RuleParameters.MAX_ABS, Decimals.shortest(maxAbs),
                RuleParameters.MAX_TAU, Long.toString(maxTau));
    }

    @Override
    public Optional<LocalRule> localRule() {
        return Optional.of(new NovaClient(0, maxTau));
    }

    /** Whoever may claim any number of steps or any loss moves everybody's step. */
    @Override
    public boolean checksSingleUpdates() {
        return true;
    }

    @Override
    public ParameterLayout updateLayout(ParameterLayout shared) {
        return NovaClient.layout(shared);
    }

    @Override
    public RingEncoding encoding(ParameterLayout layout, int maxClients) {
        return WideScalar.requireEncodable(bounds().encoding(channels(layout.size()), maxClients));
    }

    private static List<RingChannel> channels(int elements) {
        return Channels.withScalar(elements, "tau");
    }

    private WeightedSum bounds() {
        return new WeightedSum(maxAbs, weightCap);
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
        double tau = WideScalar.read(update, update.size() - WideScalar.ELEMENTS);
        if (tau < 1 || tau > maxTau) {
            throw new IllegalArgumentException("tau: " + tau + " (expected: in [1, " + maxTau + "])");
        }
        ExactSum.add(update, weight, encoding, sum);
        sum[update.size()] += weight;
    }

    @Override
    public double[] finish(long[] signedSum, RingEncoding encoding) {
        int elements = encoding.width() - 1;
        long total = bounds().divisor(signedSum, encoding, channels(elements));
        int parameters = elements - WideScalar.ELEMENTS;
        double[] delta = WeightedSum.means(signedSum, 0, parameters, (double) total, encoding);
        double tau = WideScalar.sum(signedSum, parameters, encoding) / total;
        for (int j = 0; j < parameters; j++) {
            delta[j] *= tau;
        }
        return delta;
    }
}
