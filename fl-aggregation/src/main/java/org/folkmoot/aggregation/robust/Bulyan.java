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
 * Selects n - 2f updates by {@link Krum}, one after the other, each from those that are left; of the selected takes, in each
 * coordinate, the mean of the n - 4f values that are nearest to their median.
 *
 * <p>Guarantee: with at most f of n &gt;= 4f + 3 updates arbitrary, each coordinate is near to that of a majority of the
 * others, which bounds what hides in single coordinates of a long vector. Does not guarantee good use of unusual data. The
 * distances, n^2 d / 2, are measured once for all selections.
 *
 * <p>Source: El Mhamdi et al. 2018, Section 4. In each selection f stays what it is, as n shrinks.
 *
 * @param tolerated f, arbitrary updates to withstand
 * @param maxAbs the largest magnitude of a difference that is let in, in parameter units
 */
public record Bulyan(int tolerated, double maxAbs) implements SetAggregator {
    /** The rule's id. */
    public static final String ID = "folkmoot/bulyan/1";

    /** Rejects values outside their ranges. */
    public Bulyan {
        Ranges.atLeast(0, Bounds.TOLERATED, tolerated);
        Ranges.positive(RuleParameters.MAX_ABS, maxAbs);
    }

    /** {@return the rule for so many arbitrary updates} */
    public static Bulyan tolerating(int updates) {
        return new Bulyan(updates, DEFAULT_MAX_ABS);
    }

    /** {@return the same rule with this bound on differences} */
    public Bulyan maxAbs(double bound) {
        return new Bulyan(tolerated, bound);
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
        return Bounds.updates(4, tolerated, 3);
    }

    @Override
    public AggregationPlan plan(UpdateSet updates) {
        KrumScores scores = new KrumScores(updates, tolerated);
        int[] selected = new int[updates.clients() - 2 * tolerated];
        int[] left = scores.all();
        for (int i = 0; i < selected.length; i++) {
            int best = scores.ordered(left)[0];
            selected[i] = best;
            left = Arrays.stream(left).filter(rank -> rank != best).toArray();
        }
        Arrays.sort(selected);
        return scores.leavingOutAllBut(selected, AggregationPlan.of(new NearestToMedian(2 * tolerated), selected));
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
                    given -> new Bulyan(given.count(Bounds.TOLERATED), given.decimal(RuleParameters.MAX_ABS)));
        }
    }
}
