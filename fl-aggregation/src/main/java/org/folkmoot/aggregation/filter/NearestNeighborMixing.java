package org.folkmoot.aggregation.filter;

import java.util.Comparator;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.folkmoot.aggregation.rule.Ranges;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.aggregation.Mixing;
import org.folkmoot.api.aggregation.UpdateFilter;
import org.folkmoot.api.aggregation.UpdateFilterProvider;
import org.folkmoot.api.aggregation.UpdateSet;

/**
 * Replaces each update by the mean of the n - f that are nearest to it, itself among them; of equally near ones, those of
 * lower rank.
 *
 * <p>Guarantee: with at most f of n &gt; 2f updates arbitrary, the others come closer together, which makes any robust rule
 * after it as good as can be up to a constant. Does not guarantee good use of data that differ much: whole classes may be
 * mixed away. Costs n^2 d / 2 for the distances, and (n - f) d for each update that the rule looks at.
 *
 * <p>Source: Allouah et al. 2023, Algorithm 2.
 *
 * @param tolerated f, arbitrary updates to withstand
 */
public record NearestNeighborMixing(int tolerated) implements UpdateFilter {
    /** The filter's id. */
    public static final String ID = "folkmoot/nearest-neighbor-mixing/1";

    /** Rejects a negative number. */
    public NearestNeighborMixing {
        Ranges.atLeast(0, Requirements.TOLERATED, tolerated);
    }

    /** {@return the filter for so many arbitrary updates} */
    public static NearestNeighborMixing tolerating(int updates) {
        return new NearestNeighborMixing(updates);
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
        int n = updates.clients();
        double[][] rows = new double[n][n];
        for (int rank = 0; rank < n; rank++) {
            for (int near : nearest(updates, rank)) {
                rows[rank][near] = 1.0 / (n - tolerated);
            }
        }
        return Mixing.of(rows);
    }

    private int[] nearest(UpdateSet updates, int rank) {
        return IntStream.range(0, updates.clients())
                .boxed()
                .sorted(Comparator.comparingDouble(other -> updates.squaredDistance(rank, other)))
                .limit(updates.clients() - tolerated)
                .mapToInt(Integer::intValue)
                .toArray();
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
            return Requirements.rebuilt(
                    parameters, given -> new NearestNeighborMixing(given.count(Requirements.TOLERATED)));
        }
    }
}
