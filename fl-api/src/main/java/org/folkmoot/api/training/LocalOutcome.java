package org.folkmoot.api.training;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.model.ParameterVector;

/**
 * What a {@link LocalRule} made of a round.
 *
 * @param update what to send, in the rule's update layout
 * @param examples how many examples stand behind it
 * @param own what to remember from now on, if the contribution counts; each of a flat layout
 */
public record LocalOutcome(ParameterVector update, long examples, SortedMap<String, ParameterVector> own) {
    /** Copies the slots. */
    public LocalOutcome {
        own = Collections.unmodifiableSortedMap(new TreeMap<>(own));
    }

    /** {@return an outcome after which nothing is remembered} */
    public static LocalOutcome of(ParameterVector update, long examples) {
        return new LocalOutcome(update, examples, new TreeMap<>());
    }
}
