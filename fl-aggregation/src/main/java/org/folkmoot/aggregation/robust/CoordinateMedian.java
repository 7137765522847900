package org.folkmoot.aggregation.robust;

import java.util.Arrays;
import java.util.SortedMap;
import org.folkmoot.aggregation.rule.Ranges;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.aggregation.BatchAggregator;
import org.folkmoot.api.aggregation.SetAggregator;
import org.folkmoot.api.aggregation.SetAggregatorProvider;
import org.folkmoot.api.aggregation.UpdateTile;
import org.folkmoot.core.canonical.Decimals;

/**
 * The median of each coordinate; with an even number of updates, the mean of the middle two.
 *
 * <p>Guarantee: while fewer than half of n updates are arbitrary, each coordinate lies between the smallest and the largest
 * value that the others have there. Does not guarantee anything of the vector as a whole: where clients' data differ, the
 * coordinates of different clients are put together, and without any attacker the result may be far from the mean (Karimireddy
 * et al. 2022). Costs about n log(n)^2 comparisons per parameter.
 *
 * <p>Source: Yin et al. 2018, Definition 1.
 *
 * @param maxAbs the largest magnitude of a difference that is let in, in parameter units
 */
public record CoordinateMedian(double maxAbs) implements BatchAggregator {
    /** The rule's id. */
    public static final String ID = "folkmoot/median/1";

    /** Rejects a bound that is not a positive number. */
    public CoordinateMedian {
        Ranges.positive(RuleParameters.MAX_ABS, maxAbs);
    }

    /** {@return the rule, with the usual bound on differences} */
    public static CoordinateMedian create() {
        return new CoordinateMedian(DEFAULT_MAX_ABS);
    }

    /** {@return the same rule with this bound on differences} */
    public CoordinateMedian maxAbs(double bound) {
        return new CoordinateMedian(bound);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public SortedMap<String, String> parameters() {
        return RuleParameters.of(RuleParameters.MAX_ABS, Decimals.shortest(maxAbs));
    }

    @Override
    public void aggregate(UpdateTile in, double[] out) {
        int n = in.clients();
        Arrays.fill(out, 0, in.width(), 0);
        int lower = (n - 1) / 2;
        int upper = n / 2;
        in.addSortedTo(out, lower, upper + 1, lower == upper ? 1 : 0.5);
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
            return Bounds.rebuilt(parameters, given -> new CoordinateMedian(given.decimal(RuleParameters.MAX_ABS)));
        }
    }
}
