package org.folkmoot.aggregation.filter;

import java.util.SortedMap;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.aggregation.NormFilter;
import org.folkmoot.api.aggregation.UpdateFilter;
import org.folkmoot.api.aggregation.UpdateFilterProvider;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.core.canonical.Decimals;

/**
 * Shortens updates to a bound that follows a quantile of their norms from round to round, so that nobody has to guess it.
 *
 * <p>Guarantee: in each round all updates meet the same bound, known before it; one client moves the next bound by a factor
 * of at most exp(learningRate / n). Does not hide who was below the bound: with privacy, the count must be noised elsewhere.
 * Works on arrival, also before a sum.
 *
 * <p>Source: Andrew et al. 2021, Algorithm 1, geometric update.
 *
 * @param quantile of the norms that the bound is to follow, in [0, 1]
 * @param initial bound of the first round, in parameter units
 * @param learningRate how fast the bound follows
 */
public record AdaptiveClipping(double quantile, double initial, double learningRate) implements NormFilter {
    /** The filter's id. */
    public static final String ID = "folkmoot/adaptive-clipping/1";

    /** The slot with the bound. */
    public static final String BOUND = "adaptive-clipping.bound";

    private static final double DEFAULT_QUANTILE = 0.8;
    private static final double DEFAULT_INITIAL = 1;
    private static final double DEFAULT_LEARNING_RATE = 0.2;

    /** Rejects values outside their ranges. */
    public AdaptiveClipping {
        new QuantileEstimate(BOUND, quantile, initial, learningRate);
    }

    /** {@return the filter that follows the 0.8 quantile from 1 at a rate of 0.2} */
    public static AdaptiveClipping defaults() {
        return new AdaptiveClipping(DEFAULT_QUANTILE, DEFAULT_INITIAL, DEFAULT_LEARNING_RATE);
    }

    /** {@return the same filter, which follows this quantile} */
    public AdaptiveClipping quantile(double value) {
        return new AdaptiveClipping(value, initial, learningRate);
    }

    /** {@return the same filter with this bound in the first round} */
    public AdaptiveClipping initial(double bound) {
        return new AdaptiveClipping(quantile, bound, learningRate);
    }

    private QuantileEstimate estimate() {
        return new QuantileEstimate(BOUND, quantile, initial, learningRate);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public SortedMap<String, String> parameters() {
        return RuleParameters.of(
                QuantileEstimate.QUANTILE, Decimals.shortest(quantile),
                QuantileEstimate.INITIAL, Decimals.shortest(initial),
                RuleParameters.LEARNING_RATE, Decimals.shortest(learningRate));
    }

    @Override
    public SortedMap<String, ParameterVector> initialSlots(ParameterLayout shared) {
        return estimate().initialSlots();
    }

    @Override
    public double factor(double norm, SortedMap<String, ParameterVector> slots) {
        double bound = estimate().value(slots);
        return norm <= bound ? 1 : bound / norm;
    }

    @Override
    public boolean counts(double norm, SortedMap<String, ParameterVector> slots) {
        return norm <= estimate().value(slots);
    }

    @Override
    public SortedMap<String, ParameterVector> next(
            SortedMap<String, ParameterVector> slots, long counted, long updates) {
        return estimate().next(slots, counted, updates);
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
                    parameters,
                    given -> new AdaptiveClipping(
                            given.decimal(QuantileEstimate.QUANTILE),
                            given.decimal(QuantileEstimate.INITIAL),
                            given.decimal(RuleParameters.LEARNING_RATE)));
        }
    }
}
