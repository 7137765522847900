package org.folkmoot.api.transport;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.model.ParameterVector;

/**
 * What clients are sent of the round's state beside the model, for local rules that ask for it.
 *
 * @param descriptor canonical bytes that name every part of the state; its digest stands in the log. Empty where nothing is
 *     sent
 * @param slots the parts that the local rule asks for, by name
 */
public record SharedState(Bytes descriptor, SortedMap<String, ParameterVector> slots) {
    private static final SharedState NONE = new SharedState(Bytes.utf8(""), new TreeMap<>());

    /** Copies the slots. */
    public SharedState {
        slots = Collections.unmodifiableSortedMap(new TreeMap<>(slots));
    }

    /** {@return that the model is all} */
    public static SharedState none() {
        return NONE;
    }
}
