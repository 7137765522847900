package org.folkmoot.api.aggregation;

import java.util.SortedMap;

/** Rebuilds a {@link SetAggregator} from its stage in a program; found by {@link java.util.ServiceLoader}. */
public interface SetAggregatorProvider {
    /** {@return the rule id it serves} */
    String id();

    /**
     * {@return the rule with these parameters}
     *
     * @throws IllegalArgumentException if a parameter is unknown, missing or out of range
     */
    SetAggregator create(SortedMap<String, String> parameters);
}
