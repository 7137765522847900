package org.folkmoot.aggregation.filter;

import static java.util.Objects.requireNonNull;

import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.aggregation.rule.Ranges;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;

/**
 * A number that follows a quantile of norms from round to round, in a slot of its own: times
 * {@code exp(-rate * (fraction of norms up to it - quantile))}.
 *
 * <p>Source: Andrew et al. 2021, Algorithm 1, geometric update.
 *
 * @param slot its name
 * @param quantile to follow, in [0, 1]
 * @param initial before the first round, > 0
 * @param rate how fast it follows, > 0
 */
record QuantileEstimate(String slot, double quantile, double initial, double rate) {
    static final String QUANTILE = "quantile";
    static final String INITIAL = "initial";

    QuantileEstimate {
        Requirements.fraction(QUANTILE, quantile);
        Ranges.positive(INITIAL, initial);
        Ranges.positive("learningRate", rate);
    }

    SortedMap<String, ParameterVector> initialSlots() {
        return slots(initial);
    }

    double value(SortedMap<String, ParameterVector> slots) {
        return requireNonNull(slots.get(slot), slot).get(0);
    }

    /** An estimate never becomes zero or infinite: from there no update would bring it back. */
    SortedMap<String, ParameterVector> next(SortedMap<String, ParameterVector> slots, long upToIt, long updates) {
        double step = StrictMath.exp(-rate * ((double) upToIt / updates - quantile));
        return slots(Math.min(Float.MAX_VALUE, Math.max(Float.MIN_NORMAL, value(slots) * step)));
    }

    private SortedMap<String, ParameterVector> slots(double value) {
        SortedMap<String, ParameterVector> slots = new TreeMap<>();
        ParameterLayout one = ParameterLayout.flat(ElementType.FLOAT64, 1);
        slots.put(slot, ParameterVector.of(one, new double[] {value}));
        return slots;
    }
}
