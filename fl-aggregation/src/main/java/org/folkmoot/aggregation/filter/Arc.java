package org.folkmoot.aggregation.filter;

import java.util.Arrays;
import java.util.SortedMap;
import org.folkmoot.aggregation.rule.Ranges;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.aggregation.Mixing;
import org.folkmoot.api.aggregation.UpdateFilter;
import org.folkmoot.api.aggregation.UpdateFilterProvider;
import org.folkmoot.api.aggregation.UpdateSet;
import org.folkmoot.api.round.Treatment;

/**
 * Shortens the longest 2 f (n - f) / n updates, rounded down, to the length of the next: a clipping bound that adapts to the
 * round itself.
 *
 * <p>Guarantee: with at most f of n &gt; 2f updates arbitrary, a robust rule after it stays as robust, and no update is longer
 * than some update that is left whole. Does not work on arrival: it needs all norms. Costs n d.
 *
 * <p>Source: Allouah et al. 2025, "Adaptive gradient clipping for robust federated learning", Algorithm 2.
 *
 * @param tolerated f, arbitrary updates to withstand
 */
public record Arc(int tolerated) implements UpdateFilter {
    /** The filter's id. */
    public static final String ID = "folkmoot/adaptive-robust-clipping/1";

    /** Rejects a negative number. */
    public Arc {
        Ranges.atLeast(0, Requirements.TOLERATED, tolerated);
    }

    /** {@return the filter for so many arbitrary updates} */
    public static Arc tolerating(int updates) {
        return new Arc(updates);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public SortedMap<String, String> parameters() {
        return RuleParameters.of(Requirements.TOLERATED, Integer.toString(tolerated));
    }

    @Override
    public int updatesOf(int updates) {
        return updates > 2L * tolerated ? updates : 0;
    }

    @Override
    public Mixing filter(UpdateSet updates) {
        double[] norms = new double[updates.clients()];
        Arrays.setAll(norms, rank -> StrictMath.sqrt(updates.squaredNorm(rank)));
        double bound = bound(norms);
        double[] factors = new double[norms.length];
        Arrays.setAll(factors, rank -> norms[rank] <= bound ? 1 : bound / norms[rank]);
        Mixing mixing = Mixing.scaling(factors);
        for (int rank = 0; rank < factors.length; rank++) {
            if (factors[rank] < 1) {
                mixing = mixing.treating(rank, Treatment.CLIPPED);
            }
        }
        return mixing;
    }

    private double bound(double[] norms) {
        double[] sorted = norms.clone();
        Arrays.sort(sorted);
        long n = sorted.length;
        int clipped = (int) (2L * tolerated * (n - tolerated) / n);
        return sorted[(int) n - clipped - 1];
    }

    /** Rebuilds the filter from a program; public for {@link java.util.ServiceLoader} only. */
    public static final class Provider implements UpdateFilterProvider {
        /** For {@link java.util.ServiceLoader}. */
        public Provider() {}

        @Override
        public String id() {
            return ID;
        }

        @Override
        public UpdateFilter create(SortedMap<String, String> parameters) {
            return Requirements.rebuilt(parameters, given -> new Arc(given.count(Requirements.TOLERATED)));
        }
    }
}
