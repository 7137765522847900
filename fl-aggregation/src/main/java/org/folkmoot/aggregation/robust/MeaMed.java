package org.folkmoot.aggregation.robust;

import java.util.SortedMap;
import org.folkmoot.aggregation.rule.Ranges;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.aggregation.BatchAggregator;
import org.folkmoot.api.aggregation.SetAggregator;
import org.folkmoot.api.aggregation.SetAggregatorProvider;
import org.folkmoot.api.aggregation.UpdateTile;
import org.folkmoot.core.canonical.Decimals;

/**
 * The mean, in each coordinate, of all but f values: of those that are nearest to the median.
 *
 * <p>Guarantee: while at most f of n > 2f updates are arbitrary, each coordinate lies in the range of the values that the others
 * have there, or outside of it by no more than its width: all that is taken is as near to the median as they are. Does not
 * guarantee anything of the vector as a whole, as {@link CoordinateMedian} does not.
 *
 * <p>Source: Xie et al. 2018, "Generalized Byzantine-tolerant SGD", mean around median.
 *
 * @param tolerated f, values to leave out of each coordinate
 * @param maxAbs the largest magnitude of a difference that is let in, in parameter units
 */
public record MeaMed(int tolerated, double maxAbs) implements BatchAggregator {
    /** The rule's id. */
    public static final String ID = "folkmoot/mean-around-median/1";

    /** Rejects values outside their ranges. */
    public MeaMed {
        Ranges.atLeast(0, Bounds.TOLERATED, tolerated);
        Ranges.positive(RuleParameters.MAX_ABS, maxAbs);
    }

    /** {@return the rule for so many arbitrary updates} */
    public static MeaMed tolerating(int updates) {
        return new MeaMed(updates, DEFAULT_MAX_ABS);
    }

    /** {@return the same rule with this bound on differences} */
    public MeaMed maxAbs(double bound) {
        return new MeaMed(tolerated, bound);
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
        return Bounds.updates(2, tolerated, 1);
    }

    @Override
    public void aggregate(UpdateTile in, double[] out) {
        new NearestToMedian(tolerated).aggregate(in, out);
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
                    given -> new MeaMed(given.count(Bounds.TOLERATED), given.decimal(RuleParameters.MAX_ABS)));
        }
    }
}
