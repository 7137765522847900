package org.folkmoot.api.round;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.model.ParameterVector;

/**
 * All that survives from one round to the next. A round is a pure function from a state and its inputs to a state.
 *
 * @param model the global model
 * @param slots what the server optimiser and other rules remember, by name
 */
public record RoundState(ParameterVector model, SortedMap<String, ParameterVector> slots) {
    /** Copies the slots. */
    public RoundState {
        slots = Collections.unmodifiableSortedMap(new TreeMap<>(slots));
    }

    /** {@return a state that is only a model} */
    public static RoundState of(ParameterVector model) {
        return new RoundState(model, new TreeMap<>());
    }
}
