package org.folkmoot.api.round;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;

/**
 * All that survives from one round to the next. A round is a pure function from a state and its inputs to a state.
 *
 * @param model the global model
 * @param slots what the server optimiser and other rules remember, by name; each of a {@link ParameterLayout#flat} layout
 */
public record RoundState(ParameterVector model, SortedMap<String, ParameterVector> slots) {
    /** Copies the slots. */
    public RoundState {
        slots = Collections.unmodifiableSortedMap(new TreeMap<>(slots));
        slots.forEach(RoundState::requireFlat);
    }

    /** {@return a state that is only a model} */
    public static RoundState of(ParameterVector model) {
        return new RoundState(model, new TreeMap<>());
    }

    private static void requireFlat(String name, ParameterVector slot) {
        ParameterLayout flat = ParameterLayout.flat(slot.layout().elementType(), slot.size());
        if (!slot.layout().equals(flat)) {
            throw new IllegalArgumentException("slot " + name + ": " + slot.layout() + " (expected: " + flat + ")");
        }
    }
}
