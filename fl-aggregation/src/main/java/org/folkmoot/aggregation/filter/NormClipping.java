package org.folkmoot.aggregation.filter;

import java.util.SortedMap;
import org.folkmoot.aggregation.rule.Ranges;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.aggregation.NormFilter;
import org.folkmoot.api.aggregation.UpdateFilter;
import org.folkmoot.api.aggregation.UpdateFilterProvider;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.core.canonical.Decimals;

/**
 * Shortens updates that are longer than a bound to the bound.
 *
 * <p>Guarantee: no update that comes out is longer than the bound, up to the rounding of a division and a product. Does not
 * guarantee anything of directions. Works on arrival, also before a sum.
 *
 * @param bound the largest Euclidean norm, in parameter units
 */
public record NormClipping(double bound) implements NormFilter {
    /** The filter's id. */
    public static final String ID = "folkmoot/norm-clipping/1";

    private static final String BOUND = "bound";

    /** Rejects a bound that is not a positive number. */
    public NormClipping {
        Ranges.positive(BOUND, bound);
    }

    /** {@return the filter with this bound} */
    public static NormClipping to(double bound) {
        return new NormClipping(bound);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public SortedMap<String, String> parameters() {
        return RuleParameters.of(BOUND, Decimals.shortest(bound));
    }

    @Override
    public double factor(double norm, SortedMap<String, ParameterVector> slots) {
        return norm <= bound ? 1 : bound / norm;
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
            return Requirements.rebuilt(parameters, given -> new NormClipping(given.decimal(BOUND)));
        }
    }
}
