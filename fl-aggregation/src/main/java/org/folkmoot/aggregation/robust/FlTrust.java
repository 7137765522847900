package org.folkmoot.aggregation.robust;

import static java.util.Objects.requireNonNull;

import java.util.SortedMap;
import org.folkmoot.aggregation.rule.Ranges;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.Digest;
import org.folkmoot.api.aggregation.AggregationPlan;
import org.folkmoot.api.aggregation.AggregationRefusedException;
import org.folkmoot.api.aggregation.SetAggregator;
import org.folkmoot.api.aggregation.SetAggregatorProvider;
import org.folkmoot.api.aggregation.UpdateSet;
import org.folkmoot.api.round.Treatment;
import org.folkmoot.core.canonical.Decimals;

/**
 * The mean of all updates, each brought to the length of one that is trusted and weighed by how far it points the same way: by
 * the cosine between the two, and not at all where that is not above zero.
 *
 * <p>Guarantee: the result is no longer than the trusted update and points its way, however many others are arbitrary. Does
 * not guarantee anything where the trusted client is not to be trusted or its data are not like the others': it decides
 * alone. Nor does it serve without that client; a round in which its update is missing is refused. The trusted update itself
 * is the measure, not part of the mean. Costs 2 n d.
 *
 * <p>Updates that point elsewhere are told to be not selected, those that are shortened to be clipped. Where none points the
 * trusted way the result is zero. Updates shorter than 2^-450 point nowhere.
 *
 * <p>Source: Cao et al. 2021, Section 4; the server's root set is a client here, which signs like any other.
 *
 * @param trusted the pseudonym of the trusted client
 * @param maxAbs the largest magnitude of a difference that is let in, in parameter units
 */
public record FlTrust(Digest trusted, double maxAbs) implements SetAggregator {
    /** The rule's id. */
    public static final String ID = "folkmoot/fltrust/1";

    private static final String TRUSTED = "trusted";

    /** Below this squared length squares have lost their digits, and what divides by it may be infinite. */
    private static final double SHORTEST_SQUARED = 0x1p-900;

    /** Rejects a bound that is not a positive number. */
    public FlTrust {
        requireNonNull(trusted, TRUSTED);
        Ranges.positive(RuleParameters.MAX_ABS, maxAbs);
    }

    /** {@return the rule that trusts the client with this pseudonym} */
    public static FlTrust in(Digest pseudonym) {
        return new FlTrust(pseudonym, DEFAULT_MAX_ABS);
    }

    /** {@return the same rule with this bound on differences} */
    public FlTrust maxAbs(double bound) {
        return new FlTrust(trusted, bound);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public SortedMap<String, String> parameters() {
        return RuleParameters.of(TRUSTED, trusted.hex(), RuleParameters.MAX_ABS, Decimals.shortest(maxAbs));
    }

    /** The trusted one and another. */
    @Override
    public int fewestUpdates() {
        return 2;
    }

    /**
     * {@inheritDoc}
     *
     * @throws AggregationRefusedException if the trusted client's update is not among them
     */
    @Override
    public AggregationPlan plan(UpdateSet updates) {
        int root = updates.rankOf(trusted);
        if (root < 0) {
            throw AggregationRefusedException.of(
                    ID, "trusted update: none (expected: one of client " + trusted.abbreviated() + ", unmixed)");
        }
        double[] norms = AffinePoint.squaredNorms(updates);
        double[] trust = trust(updates.products(root), norms, root);
        double total = 0;
        for (double each : trust) {
            total += each;
        }
        double[] coefficients = new double[trust.length];
        for (int rank = 0; rank < trust.length; rank++) {
            if (trust[rank] > 0) {
                coefficients[rank] = trust[rank] / total * StrictMath.sqrt(norms[root] / norms[rank]);
            }
        }
        return treating(AggregationPlan.combination(coefficients), trust, norms, root);
    }

    private static double[] trust(double[] products, double[] norms, int root) {
        double[] trust = new double[products.length];
        for (int rank = 0; rank < trust.length; rank++) {
            boolean points = Math.min(norms[rank], norms[root]) >= SHORTEST_SQUARED;
            double lengths = StrictMath.sqrt(norms[rank]) * StrictMath.sqrt(norms[root]);
            trust[rank] = rank == root || !points ? 0 : Math.max(0, products[rank] / lengths);
        }
        return trust;
    }

    private static AggregationPlan treating(AggregationPlan plan, double[] trust, double[] norms, int root) {
        AggregationPlan result = plan;
        for (int rank = 0; rank < trust.length; rank++) {
            if (rank != root && trust[rank] == 0) {
                result = result.treating(rank, Treatment.NOT_SELECTED);
            } else if (norms[rank] > norms[root]) {
                result = result.treating(rank, Treatment.CLIPPED);
            }
        }
        return result;
    }

    /** Rebuilds the rule from a program; public for {@link java.util.ServiceLoader} only. */
    public static final class Provider implements SetAggregatorProvider {
        /** For {@link java.util.ServiceLoader}. */
        public Provider() {}

        @Override
        public String id() {
            return ID;
        }

        @Override
        public SetAggregator create(SortedMap<String, String> parameters) {
            return Bounds.rebuilt(
                    parameters,
                    given -> new FlTrust(Digest.parse(given.text(TRUSTED)), given.decimal(RuleParameters.MAX_ABS)));
        }
    }
}
