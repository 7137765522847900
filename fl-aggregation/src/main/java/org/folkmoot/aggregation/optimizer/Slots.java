package org.folkmoot.aggregation.optimizer;

import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.RoundState;

/** What optimisers remember: one double for each parameter, whatever the model's element type. */
final class Slots {
    private Slots() {}

    /** {@return the state of this model, with these slots at zero} */
    static RoundState initial(ParameterVector model, String... names) {
        SortedMap<String, ParameterVector> slots = new TreeMap<>();
        for (String name : names) {
            slots.put(name, ParameterVector.zeros(layout(model)));
        }
        return new RoundState(model, slots);
    }

    /** {@return the layout of a slot for models like this one} */
    static ParameterLayout layout(ParameterVector model) {
        return ParameterLayout.flat(ElementType.FLOAT64, model.size());
    }

    /** {@return the slot of this name} */
    static ParameterVector of(RoundState state, String name) {
        ParameterVector slot = state.slots().get(name);
        ParameterLayout expected = layout(state.model());
        if (slot == null || !slot.layout().equals(expected)) {
            throw new IllegalArgumentException(
                    "slot " + name + ": " + (slot == null ? "none" : slot.layout()) + " (expected: " + expected + ")");
        }
        return slot;
    }

    /** {@return the state with this model, these slots, and all others as they were} */
    static RoundState after(RoundState before, ParameterVector model, SortedMap<String, ParameterVector> own) {
        SortedMap<String, ParameterVector> slots = new TreeMap<>(before.slots());
        slots.putAll(own);
        return new RoundState(model, slots);
    }

    /** Refuses a difference that is not of the model's length. */
    static void requireLength(double[] meanDelta, RoundState before) {
        if (meanDelta.length != before.model().size()) {
            throw new IllegalArgumentException("meanDelta.length: " + meanDelta.length + " (expected: "
                    + before.model().size() + ")");
        }
    }
}
