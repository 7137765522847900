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
 * The mean of each coordinate without its smallest and largest values: without a number of them, or a fraction, on each side.
 *
 * <p>Guarantee: while at most as many updates are arbitrary as are cut on each side, each coordinate lies between the smallest
 * and the largest value that the others have there. Nearer to the mean than {@link CoordinateMedian}, for a smaller number of
 * arbitrary updates; the same caution about data that differ.
 *
 * <p>Source: Yin et al. 2018, Definition 2.
 *
 * @param tolerated values to cut on each side at least; n > 2 * tolerated
 * @param fraction of the values to cut on each side at least, rounded down, in [0, 0.5)
 * @param maxAbs the largest magnitude of a difference that is let in, in parameter units
 */
public record TrimmedMean(int tolerated, double fraction, double maxAbs) implements BatchAggregator {
    /** The rule's id. */
    public static final String ID = "folkmoot/trimmed-mean/1";

    private static final String FRACTION = "fraction";

    /** Rejects values outside their ranges. */
    public TrimmedMean {
        Ranges.atLeast(0, Bounds.TOLERATED, tolerated);
        if (!(fraction >= 0 && fraction < 0.5)) {
            throw new IllegalArgumentException("fraction: " + fraction + " (expected: in [0, 0.5))");
        }
        Ranges.positive(RuleParameters.MAX_ABS, maxAbs);
    }

    /** {@return the rule that cuts so many values on each side} */
    public static TrimmedMean tolerating(int updates) {
        return new TrimmedMean(updates, 0, DEFAULT_MAX_ABS);
    }

    /** {@return the rule that cuts this fraction of the values on each side, rounded down} */
    public static TrimmedMean cutting(double fraction) {
        return new TrimmedMean(0, fraction, DEFAULT_MAX_ABS);
    }

    /** {@return the same rule with this bound on differences} */
    public TrimmedMean maxAbs(double bound) {
        return new TrimmedMean(tolerated, fraction, bound);
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
                FRACTION,
                Decimals.shortest(fraction),
                RuleParameters.MAX_ABS,
                Decimals.shortest(maxAbs));
    }

    @Override
    public int fewestUpdates() {
        return Bounds.updates(2, tolerated, 1);
    }

    @Override
    public void aggregate(UpdateTile in, double[] out) {
        int n = in.clients();
        int cut = Math.max(tolerated, (int) (fraction * n));
        Arrays.fill(out, 0, in.width(), 0);
        in.addSortedTo(out, cut, n - cut, 1);
        for (int j = 0; j < in.width(); j++) {
            out[j] /= n - 2 * cut;
        }
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
                    given -> new TrimmedMean(
                            given.count(Bounds.TOLERATED),
                            given.decimal(FRACTION),
                            given.decimal(RuleParameters.MAX_ABS)));
        }
    }
}
