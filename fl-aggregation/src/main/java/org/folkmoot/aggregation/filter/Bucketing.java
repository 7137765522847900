package org.folkmoot.aggregation.filter;

import java.util.SortedMap;
import java.util.stream.IntStream;
import org.folkmoot.aggregation.rule.Ranges;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.aggregation.Mixing;
import org.folkmoot.api.aggregation.UpdateFilter;
import org.folkmoot.api.aggregation.UpdateFilterProvider;
import org.folkmoot.api.aggregation.UpdateSet;
import org.folkmoot.core.random.AesCtrGenerator;
import org.folkmoot.core.random.SeedDerivation;

/**
 * Puts updates into buckets by chance, and makes of each bucket the mean of its updates; the last bucket may be smaller.
 *
 * <p>Guarantee: means differ less than updates do, so that robust rules after it lose less where clients' data differ. Who
 * shares a bucket follows from all updates of the round and from nothing else: nobody can choose it, anybody can compute it.
 * Does not lessen what the rule must withstand: f arbitrary updates are in up to f of the buckets.
 *
 * <p>Source: Karimireddy et al. 2022, Algorithm 1; chance from {@link AesCtrGenerator}.
 *
 * @param size updates in a bucket, at least 1
 */
public record Bucketing(int size) implements UpdateFilter {
    /** The filter's id. */
    public static final String ID = "folkmoot/bucketing/1";

    private static final String SIZE = "size";

    /** Rejects a size below 1. */
    public Bucketing {
        Ranges.atLeast(1, SIZE, size);
    }

    /** {@return the filter with so many updates in a bucket} */
    public static Bucketing of(int size) {
        return new Bucketing(size);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public SortedMap<String, String> parameters() {
        return RuleParameters.of(SIZE, Integer.toString(size));
    }

    @Override
    public int updatesOf(int updates) {
        return (int) (((long) updates + size - 1) / size);
    }

    @Override
    public Mixing filter(UpdateSet updates) {
        int n = updates.clients();
        int[] ranks = IntStream.range(0, n).toArray();
        AesCtrGenerator.fromSeed(SeedDerivation.derive(updates.seed(), ID)).shuffle(ranks);
        double[][] rows = new double[updatesOf(n)][n];
        for (int i = 0; i < n; i++) {
            int bucket = i / size;
            rows[bucket][ranks[i]] = 1.0 / Math.min(size, n - bucket * size);
        }
        return Mixing.of(rows);
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
            return Requirements.rebuilt(parameters, given -> new Bucketing(given.count(SIZE)));
        }
    }
}
