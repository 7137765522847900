package org.folkmoot.api.aggregation;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.Treatment;

/** What a rule has decided about the updates of a round, after it looked at them as a whole. Immutable. */
public final class AggregationPlan {
    private final TileRule rule;
    private final Optional<int[]> ranks;
    private final SortedMap<Integer, Treatment> treatments;
    private final Function<double[], SortedMap<String, ParameterVector>> memory;

    private AggregationPlan(
            TileRule rule,
            Optional<int[]> ranks,
            SortedMap<Integer, Treatment> treatments,
            Function<double[], SortedMap<String, ParameterVector>> memory) {
        this.rule = rule;
        this.ranks = ranks;
        this.treatments = treatments;
        this.memory = memory;
    }

    /** {@return the plan to apply this rule to every tile} */
    public static AggregationPlan of(TileRule rule) {
        return new AggregationPlan(
                requireNonNull(rule, "rule"), Optional.empty(), new TreeMap<>(), delta -> new TreeMap<>());
    }

    /**
     * {@return the plan to apply this rule to every tile of these updates, as if there were no others} The update of
     * {@code ranks[i]} is that of rank i in the tiles.
     *
     * @param ranks at least one, copied
     */
    public static AggregationPlan of(TileRule rule, int... ranks) {
        if (ranks.length == 0) {
            throw new IllegalArgumentException("ranks: 0 (expected: >= 1)");
        }
        return new AggregationPlan(
                requireNonNull(rule, "rule"), Optional.of(ranks.clone()), new TreeMap<>(), delta -> new TreeMap<>());
    }

    /**
     * {@return the plan to take the sum of updates, each times its coefficient}, added in order of rank. Updates of
     * coefficient 0 are not read.
     *
     * @param coefficients one for each update, in order of rank, copied
     */
    public static AggregationPlan combination(double... coefficients) {
        return of(new LinearCombination(coefficients));
    }

    /** {@return the same plan, which does this to the update of that rank} */
    public AggregationPlan treating(int rank, Treatment treatment) {
        SortedMap<Integer, Treatment> more = new TreeMap<>(treatments);
        more.put(rank, treatment);
        return new AggregationPlan(rule, ranks, more, memory);
    }

    /**
     * {@return the same plan, after which the rule remembers this}
     *
     * @param slots what to remember, given the aggregated difference
     */
    public AggregationPlan remembering(Function<double[], SortedMap<String, ParameterVector>> slots) {
        return new AggregationPlan(rule, ranks, treatments, requireNonNull(slots, "slots"));
    }

    /** {@return what makes one value of each column} */
    public TileRule rule() {
        return rule;
    }

    /** {@return the ranks of the updates that the rule is put to, in a new array; empty for all of them} */
    public Optional<int[]> ranks() {
        return ranks.map(int[]::clone);
    }

    /** {@return what happens to updates that are not taken as they are, by rank} */
    public SortedMap<Integer, Treatment> treatments() {
        return Collections.unmodifiableSortedMap(treatments);
    }

    /** {@return what the rule remembers once this is the aggregated difference} */
    public SortedMap<String, ParameterVector> slotsAfter(double[] delta) {
        return memory.apply(delta);
    }
}
