package org.folkmoot.aggregation.optimizer;

import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.aggregation.rule.Ranges;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.RoundState;

/**
 * The step that the adaptive optimisers share, element by element and in this order:
 *
 * <pre>
 * m  = beta1 * m + (1 - beta1) * delta
 * v  = what the optimiser makes of v and delta * delta
 * w += learningRate * m / (sqrt(v) + tau)
 * </pre>
 *
 * <p>Both moments start at zero and are not corrected for it. Source: Reddi et al. 2021, Algorithm 2.
 */
record AdaptiveMoments(String name, double learningRate, double beta1, double tau) {
    AdaptiveMoments {
        require(learningRate, beta1, tau);
    }

    /** Refuses values outside their ranges. */
    static void require(double learningRate, double beta1, double tau) {
        Ranges.positive("learningRate", learningRate);
        Ranges.decay("beta1", beta1);
        Ranges.positive("tau", tau);
    }

    RoundState initialState(ParameterVector model) {
        return Slots.initial(model, first(), second());
    }

    RoundState step(RoundState before, double[] delta, SecondMoment rule) {
        Slots.requireLength(delta, before);
        ParameterVector m = next(Slots.of(before, first()), delta, (old, d) -> beta1 * old + (1 - beta1) * d);
        ParameterVector v = next(Slots.of(before, second()), delta, (old, d) -> rule.next(old, d * d));
        SortedMap<String, ParameterVector> slots = new TreeMap<>();
        slots.put(first(), m);
        slots.put(second(), v);
        return Slots.after(before, moved(before.model(), m, v), slots);
    }

    private static ParameterVector next(ParameterVector slot, double[] delta, Recurrence rule) {
        return ParameterVector.computed(slot.layout(), (from, out, length) -> {
            slot.copyTo(from, out, 0, length);
            for (int i = 0; i < length; i++) {
                out[i] = rule.next(out[i], delta[from + i]);
            }
        });
    }

    private ParameterVector moved(ParameterVector model, ParameterVector m, ParameterVector v) {
        return ParameterVector.computed(model.layout(), (from, out, length) -> {
            model.copyTo(from, out, 0, length);
            for (int i = 0; i < length; i++) {
                out[i] += learningRate * m.get(from + i) / (StrictMath.sqrt(v.get(from + i)) + tau);
            }
        });
    }

    private String first() {
        return name + ".m";
    }

    private String second() {
        return name + ".v";
    }

    /** How the mean of squares goes on. */
    @FunctionalInterface
    interface SecondMoment {
        double next(double before, double squared);
    }

    /** How a slot goes on, given its element and that of the difference. */
    @FunctionalInterface
    private interface Recurrence {
        double next(double before, double delta);
    }
}
