package org.folkmoot.api.aggregation;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.model.ParameterVector;

/** What the contributions of a round came to: one difference, and what the rule remembers for the next round. */
public final class Aggregated {
    private final double[] delta;
    private final SortedMap<String, ParameterVector> slots;

    private Aggregated(double[] delta, SortedMap<String, ParameterVector> slots) {
        this.delta = delta;
        this.slots = Collections.unmodifiableSortedMap(new TreeMap<>(slots));
    }

    /**
     * {@return this difference, from a rule that remembers nothing}
     *
     * @param delta in parameter units, one element per shared parameter; taken over, not copied
     */
    public static Aggregated of(double[] delta) {
        return new Aggregated(delta, new TreeMap<>());
    }

    /** {@return this difference, from a rule that remembers these slots} The array is taken over, not copied. */
    public static Aggregated of(double[] delta, SortedMap<String, ParameterVector> slots) {
        return new Aggregated(delta, slots);
    }

    /** {@return the aggregated difference; the array itself, the caller's to change} */
    public double[] delta() {
        return delta;
    }

    /** {@return all that the rule remembers, by name} */
    public SortedMap<String, ParameterVector> slots() {
        return slots;
    }

    @Override
    public String toString() {
        return "Aggregated[" + delta.length + " parameters, slots " + slots.keySet() + "]";
    }
}
