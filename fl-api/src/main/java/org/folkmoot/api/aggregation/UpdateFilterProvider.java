package org.folkmoot.api.aggregation;

import java.util.SortedMap;

/** Rebuilds an {@link UpdateFilter} from its stage in a program; found by {@link java.util.ServiceLoader}. */
public interface UpdateFilterProvider {
    /** {@return the rule id it serves} */
    String id();

    /**
     * {@return the filter with these parameters}
     *
     * @throws IllegalArgumentException if a parameter is unknown, missing or out of range
     */
    UpdateFilter create(SortedMap<String, String> parameters);
}
