package org.folkmoot.aggregation.robust;

import java.util.SortedMap;
import org.folkmoot.aggregation.rule.Ranges;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.aggregation.AggregationPlan;
import org.folkmoot.api.aggregation.SetAggregator;
import org.folkmoot.api.aggregation.SetAggregatorProvider;
import org.folkmoot.api.aggregation.UpdateSet;
import org.folkmoot.core.canonical.Decimals;

/**
 * The one update that is nearest to its n - f - 2 nearest others, by the sum of squared distances; of several, the one of the
 * lowest rank.
 *
 * <p>Guarantee: the result is an update that some client sent, and with at most f of n &gt;= 2f + 3 arbitrary it is not far
 * from the others' as long as these are near to one another. Does not guarantee that it is one of theirs, nor any use of
 * their number: it is as noisy as a single update, and where clients' data differ it serves the most ordinary of them. Costs
 * n^2 d / 2.
 *
 * <p>Source: Blanchard et al. 2017, Section 4; distances of differences, never of weights, in double.
 *
 * @param tolerated f, arbitrary updates to withstand
 * @param maxAbs the largest magnitude of a difference that is let in, in parameter units
 */
public record Krum(int tolerated, double maxAbs) implements SetAggregator {
    /** The rule's id. */
    public static final String ID = "folkmoot/krum/1";

    /** Rejects values outside their ranges. */
    public Krum {
        Ranges.atLeast(0, Bounds.TOLERATED, tolerated);
        Ranges.positive(RuleParameters.MAX_ABS, maxAbs);
    }

    /** {@return the rule for so many arbitrary updates} */
    public static Krum tolerating(int updates) {
        return new Krum(updates, DEFAULT_MAX_ABS);
    }

    /** {@return the same rule with this bound on differences} */
    public Krum maxAbs(double bound) {
        return new Krum(tolerated, bound);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public SortedMap<String, String> parameters() {
        return RuleParameters.of(
                Bounds.TOLERATED, Integer.toString(tolerated), RuleParameters.MAX_ABS, Decimals.shortest(maxAbs));
    }

    @Override
    public int fewestUpdates() {
        return Bounds.updates(2, tolerated, 3);
    }

    @Override
    public AggregationPlan plan(UpdateSet updates) {
        KrumScores scores = new KrumScores(updates, tolerated);
        return scores.meanOf(new int[] {scores.ordered(scores.all())[0]});
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
                    given -> new Krum(given.count(Bounds.TOLERATED), given.decimal(RuleParameters.MAX_ABS)));
        }
    }
}
