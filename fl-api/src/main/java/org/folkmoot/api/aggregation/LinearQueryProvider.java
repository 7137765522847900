package org.folkmoot.api.aggregation;

import java.util.SortedMap;

/** Rebuilds a {@link LinearQuery} from its stage in a program; found by {@link java.util.ServiceLoader}. */
public interface LinearQueryProvider {
    /** {@return the rule id it serves} */
    String id();

    /**
     * {@return the rule with these parameters}
     *
     * @throws IllegalArgumentException if a parameter is unknown, missing or out of range
     */
    LinearQuery create(SortedMap<String, String> parameters);
}
