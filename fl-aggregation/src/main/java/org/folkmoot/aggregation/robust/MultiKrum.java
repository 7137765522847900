package org.folkmoot.aggregation.robust;

import java.util.Arrays;
import java.util.SortedMap;
import org.folkmoot.aggregation.rule.Ranges;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.aggregation.AggregationPlan;
import org.folkmoot.api.aggregation.SetAggregator;
import org.folkmoot.api.aggregation.SetAggregatorProvider;
import org.folkmoot.api.aggregation.UpdateSet;
import org.folkmoot.core.canonical.Decimals;

/**
 * The mean of the updates that {@link Krum} scores best.
 *
 * <p>Guarantee: with at most f of n &gt;= 2f + 3 updates arbitrary, those that lie far from all others are left out. Does not
 * guarantee that no arbitrary one is taken, nor that clients whose data are unusual are: they may be left out in every round,
 * which the treatments tell. Costs n^2 d / 2.
 *
 * <p>Source: Blanchard et al. 2017, Section 4.
 *
 * @param tolerated f, arbitrary updates to withstand
 * @param chosen how many updates to take the mean of; 0 for n - f
 * @param maxAbs the largest magnitude of a difference that is let in, in parameter units
 */
public record MultiKrum(int tolerated, int chosen, double maxAbs) implements SetAggregator {
    /** The rule's id. */
    public static final String ID = "folkmoot/multi-krum/1";

    private static final String CHOSEN = "chosen";

    /** Rejects values outside their ranges. */
    public MultiKrum {
        Ranges.atLeast(0, Bounds.TOLERATED, tolerated);
        Ranges.atLeast(0, CHOSEN, chosen);
        Ranges.positive(RuleParameters.MAX_ABS, maxAbs);
    }

    /** {@return the mean of the best n - f updates, for f arbitrary ones} */
    public static MultiKrum tolerating(int updates) {
        return new MultiKrum(updates, 0, DEFAULT_MAX_ABS);
    }

    /** {@return the same rule, which takes the mean of so many updates} */
    public MultiKrum choosing(int updates) {
        return new MultiKrum(tolerated, Ranges.atLeast(1, CHOSEN, updates), maxAbs);
    }

    /** {@return the same rule with this bound on differences} */
    public MultiKrum maxAbs(double bound) {
        return new MultiKrum(tolerated, chosen, bound);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public SortedMap<String, String> parameters() {
        return RuleParameters.of(
                Bounds.TOLERATED,
                Integer.toString(tolerated),
                CHOSEN,
                Integer.toString(chosen),
                RuleParameters.MAX_ABS,
                Decimals.shortest(maxAbs));
    }

    @Override
    public int fewestUpdates() {
        return Math.max(Bounds.updates(2, tolerated, 3), Bounds.updates(1, tolerated, chosen));
    }

    @Override
    public AggregationPlan plan(UpdateSet updates) {
        KrumScores scores = new KrumScores(updates, tolerated);
        int count = chosen == 0 ? updates.clients() - tolerated : chosen;
        return scores.meanOf(Arrays.copyOf(scores.ordered(scores.all()), count));
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
                    given -> new MultiKrum(
                            given.count(Bounds.TOLERATED), given.count(CHOSEN), given.decimal(RuleParameters.MAX_ABS)));
        }
    }
}
