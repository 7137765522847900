package org.folkmoot.aggregation.linear;

import java.util.SortedMap;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;

/** What rules check that weigh a cohort against all registered clients. */
final class Population {
    private Population() {}

    static void require(int population) {
        if (population < 1) {
            throw new IllegalArgumentException("population: " + population + " (expected: >= 1)");
        }
    }

    /** {@return the number of contributions, which is not larger than the population} */
    static long requireAtMost(int population, long contributions) {
        if (contributions > population) {
            throw new IllegalArgumentException("contributions: " + contributions + " (expected: <= " + population
                    + ", the registered clients; a rule learns them from forPopulation)");
        }
        return contributions;
    }

    /** {@return the slot of this name and size} */
    static ParameterVector slot(SortedMap<String, ParameterVector> slots, String name, int size) {
        ParameterVector slot = slots.get(name);
        ParameterLayout expected = ParameterLayout.flat(ElementType.FLOAT64, size);
        if (slot == null || !slot.layout().equals(expected)) {
            throw new IllegalArgumentException(
                    "slot " + name + ": " + (slot == null ? "none" : slot.layout()) + " (expected: " + expected + ")");
        }
        return slot;
    }
}
