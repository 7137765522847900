package org.folkmoot.api.training;

import java.util.SortedMap;

/** Rebuilds a {@link LocalRule} from its stage in a program; found by {@link java.util.ServiceLoader}. */
public interface LocalRuleProvider {
    /** {@return the rule id it serves} */
    String id();

    /**
     * {@return the rule with these parameters}
     *
     * @throws IllegalArgumentException if a parameter is unknown, missing or out of range
     */
    LocalRule create(SortedMap<String, String> parameters);
}
