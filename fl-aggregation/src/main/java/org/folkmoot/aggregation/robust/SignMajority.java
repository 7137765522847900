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
 * Moves each coordinate by one step in the direction that most updates point to; not at all on a tie.
 *
 * <p>Guarantee: no coordinate moves further than the step, and an update counts in each by its sign alone, however large it
 * is; f of n updates decide nothing where the others' majority is larger than f. Does not guarantee anything of lengths.
 *
 * <p>Source: Bernstein et al. 2019, "signSGD with majority vote".
 *
 * @param step how far a coordinate moves, in parameter units
 * @param maxAbs the largest magnitude of a difference that is let in, in parameter units
 */
public record SignMajority(double step, double maxAbs) implements BatchAggregator {
    /** The rule's id. */
    public static final String ID = "folkmoot/sign-majority/1";

    private static final String STEP = "step";

    /** Rejects values outside their ranges. */
    public SignMajority {
        Ranges.positive(STEP, step);
        Ranges.positive(RuleParameters.MAX_ABS, maxAbs);
    }

    /** {@return the rule with this step} */
    public static SignMajority stepping(double step) {
        return new SignMajority(step, DEFAULT_MAX_ABS);
    }

    /** {@return the same rule with this bound on differences} */
    public SignMajority maxAbs(double bound) {
        return new SignMajority(step, bound);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public SortedMap<String, String> parameters() {
        return RuleParameters.of(STEP, Decimals.shortest(step), RuleParameters.MAX_ABS, Decimals.shortest(maxAbs));
    }

    @Override
    public void aggregate(UpdateTile in, double[] out) {
        double[] row = new double[in.width()];
        Arrays.fill(out, 0, in.width(), 0);
        for (int rank = 0; rank < in.clients(); rank++) {
            in.copyRow(rank, row);
            for (int j = 0; j < row.length; j++) {
                out[j] += Math.signum(row[j]);
            }
        }
        for (int j = 0; j < row.length; j++) {
            out[j] = out[j] == 0 ? 0 : step * Math.signum(out[j]);
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
                    parameters, given -> new SignMajority(given.decimal(STEP), given.decimal(RuleParameters.MAX_ABS)));
        }
    }
}
