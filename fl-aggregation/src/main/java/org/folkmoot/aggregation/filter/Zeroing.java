package org.folkmoot.aggregation.filter;

import java.util.SortedMap;
import org.folkmoot.aggregation.rule.Ranges;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.aggregation.NormFilter;
import org.folkmoot.api.aggregation.UpdateFilter;
import org.folkmoot.api.aggregation.UpdateFilterProvider;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.core.canonical.Decimals;

/**
 * Takes updates as zero that are far longer than is usual: longer than a multiple of a high quantile of norms, and a bit, where
 * the quantile is followed from round to round.
 *
 * <p>Guarantee: in each round all updates meet the same limit, known before it. Does not replace a clipping bound, which
 * should follow: what is just below the limit comes through whole. Works on arrival, also before a sum.
 *
 * <p>Source: Andrew et al. 2021 for the estimate; multiple, increment and the usual values are those of TensorFlow Federated's
 * adaptive zeroing, which looks at the largest magnitude where this looks at the Euclidean norm.
 *
 * @param quantile of the norms that is followed, in [0, 1]
 * @param initial its estimate in the first round, in parameter units
 * @param learningRate how fast the estimate follows
 * @param multiple of the estimate, > 0
 * @param increment what is added to it, in parameter units, >= 0
 */
public record Zeroing(double quantile, double initial, double learningRate, double multiple, double increment)
        implements NormFilter {
    /** The filter's id. */
    public static final String ID = "folkmoot/zeroing/1";

    /** The slot with the estimate of the quantile. */
    public static final String ESTIMATE = "zeroing.estimate";

    private static final String MULTIPLE = "multiple";
    private static final String INCREMENT = "increment";
    private static final double DEFAULT_QUANTILE = 0.98;
    private static final double DEFAULT_INITIAL = 10;
    private static final double DEFAULT_MULTIPLE = 2;
    private static final double DEFAULT_INCREMENT = 1;

    /** Rejects values outside their ranges. */
    public Zeroing {
        new QuantileEstimate(ESTIMATE, quantile, initial, learningRate);
        Ranges.positive(MULTIPLE, multiple);
        if (!(increment >= 0) || !Double.isFinite(increment)) {
            throw new IllegalArgumentException("increment: " + increment + " (expected: >= 0, finite)");
        }
    }

    /** {@return the filter that follows the 0.98 quantile from 10 at a rate of ln 10, with a limit of twice that and 1} */
    public static Zeroing defaults() {
        return new Zeroing(DEFAULT_QUANTILE, DEFAULT_INITIAL, StrictMath.log(10), DEFAULT_MULTIPLE, DEFAULT_INCREMENT);
    }

    /** {@return the same filter with this estimate in the first round} */
    public Zeroing initial(double estimate) {
        return new Zeroing(quantile, estimate, learningRate, multiple, increment);
    }

    private QuantileEstimate estimate() {
        return new QuantileEstimate(ESTIMATE, quantile, initial, learningRate);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public SortedMap<String, String> parameters() {
        return RuleParameters.of(
                QuantileEstimate.QUANTILE,
                Decimals.shortest(quantile),
                QuantileEstimate.INITIAL,
                Decimals.shortest(initial),
                RuleParameters.LEARNING_RATE,
                Decimals.shortest(learningRate),
                MULTIPLE,
                Decimals.shortest(multiple),
                INCREMENT,
                Decimals.shortest(increment));
    }

    @Override
    public SortedMap<String, ParameterVector> initialSlots(ParameterLayout shared) {
        return estimate().initialSlots();
    }

    @Override
    public double factor(double norm, SortedMap<String, ParameterVector> slots) {
        return norm <= multiple * estimate().value(slots) + increment ? 1 : 0;
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
                    given -> new Zeroing(
                            given.decimal(QuantileEstimate.QUANTILE),
                            given.decimal(QuantileEstimate.INITIAL),
                            given.decimal(RuleParameters.LEARNING_RATE),
                            given.decimal(MULTIPLE),
                            given.decimal(INCREMENT)));
        }
    }
}
