package org.folkmoot.aggregation.linear;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.folkmoot.aggregation.local.QFedAvgClient;
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
 * Fair averaging: clients on which the global model does badly count more. With F the loss of the global model on a client's
 * data, eta its learning rate and d its difference, a client sends {@code [F^q d, h]} where
 * {@code h = q F^(q-1) |d|^2 / eta + F^q}, and the model moves by the sum of the former over the sum of the latter. (The
 * paper has both times 1 / eta, which cancels.) With q = 0 each client counts once.
 *
 * <p>{@link QFedAvgClient} sends that; h travels as a {@link WideScalar}. Guarantees: the same bits in any order; no
 * parameter moves by more than {@code maxAbs}, up to the rounding of h, because a contribution whose values exceed {@code maxAbs} times its h is
 * refused, as one whose h is below {@value QFedAvgClient#SMALLEST} is. Does not resist clients that lie: h is the weight of
 * a client and no more than its word for it, so one may outweigh all others.
 *
 * <p>Source: Li et al. 2020, "Fair Resource Allocation in Federated Learning", Algorithm 2.
 *
 * @param q how much more clients of high loss count, at least 0
 * @param maxAbs largest magnitude of a value that is sent
 */
public record QFedAvg(double q, double maxAbs) implements LinearQuery {
    /** The rule's id. */
    public static final String ID = "folkmoot/q-fedavg/1";

    private static final double DEFAULT_MAX_ABS = 16;

    /** Refuses values outside their ranges. */
    public QFedAvg {
        new QFedAvgClient(q).parameters();
        new WeightedSum(maxAbs, 1).byExamples(1);
    }

    /** {@return the rule with this exponent, at least 0} */
    public static QFedAvg of(double q) {
        return new QFedAvg(q, DEFAULT_MAX_ABS);
    }

    /** {@return the same with this bound on the values that are sent} */
    public QFedAvg maxAbs(double value) {
        return new QFedAvg(q, value);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public SortedMap<String, String> parameters() {
        return RuleParameters.of(
                RuleParameters.Q, Decimals.shortest(q), RuleParameters.MAX_ABS, Decimals.shortest(maxAbs));
    }

    @Override
    public Optional<LocalRule> localRule() {
        return Optional.of(new QFedAvgClient(q));
    }

    /** Whoever may claim any number of steps or any loss moves everybody's step. */
    @Override
    public boolean checksSingleUpdates() {
        return true;
    }

    @Override
    public ParameterLayout updateLayout(ParameterLayout shared) {
        return QFedAvgClient.layout(shared);
    }

    @Override
    public RingEncoding encoding(ParameterLayout layout, int maxClients) {
        return WideScalar.requireEncodable(bounds().encoding(channels(layout.size()), maxClients));
    }

    private static List<RingChannel> channels(int elements) {
        return Channels.withScalar(elements, "h");
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
        requireMean(update);
        ExactSum.add(update, weight, encoding, sum);
        sum[update.size()] += weight;
    }

    /** The difference that a contribution stands for is its values over h: a mean of such must stay within the bound. */
    private void requireMean(ParameterVector update) {
        int parameters = update.size() - WideScalar.ELEMENTS;
        double h = WideScalar.read(update, parameters);
        if (!(h >= QFedAvgClient.SMALLEST)) {
            throw new IllegalArgumentException("h: " + h + " (expected: >= " + QFedAvgClient.SMALLEST + ")");
        }
        double most = h * maxAbs;
        int beyond = update.firstBeyond(most);
        if (beyond >= 0 && beyond < parameters) {
            throw new IllegalArgumentException("delta[" + beyond + "]: " + update.get(beyond)
                    + " (expected: magnitude <= h * maxAbs, which is " + most + ")");
        }
    }

    @Override
    public double[] finish(long[] signedSum, RingEncoding encoding) {
        int elements = encoding.width() - 1;
        bounds().divisor(signedSum, encoding, channels(elements));
        int parameters = elements - WideScalar.ELEMENTS;
        double h = WideScalar.sum(signedSum, parameters, encoding);
        if (!(h > 0)) {
            throw new IllegalArgumentException("sum of h: " + h + " (expected: > 0)");
        }
        return WeightedSum.means(signedSum, 0, parameters, h, encoding);
    }
}
