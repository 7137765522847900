package org.folkmoot.api.aggregation;

import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;

/**
 * An aggregation that looks at updates one by one, and so needs a collection that shows them. Rules that go coordinate by
 * coordinate are {@link BatchAggregator}s; this is the shape for those that first look at whole updates.
 *
 * <p>Contract: the result depends on the updates, their ranks and the slots alone; ranks follow from what the updates are,
 * never from when they came. Found by {@link java.util.ServiceLoader}, as itself where it has no parameters, through a
 * {@link SetAggregatorProvider} where it has some.
 */
public interface SetAggregator {
    /** The bound on differences of rules that do not choose one, in parameter units. */
    double DEFAULT_MAX_ABS = 16;

    /** {@return rule id with version, such as {@code folkmoot/median/1}}; replay finds the rule by it. */
    String id();

    /** {@return all that the rule depends on beside its id, as it stands in the program} */
    default SortedMap<String, String> parameters() {
        return new TreeMap<>();
    }

    /** {@return the largest magnitude of a difference that is let in, in parameter units} */
    default double maxAbs() {
        return DEFAULT_MAX_ABS;
    }

    /** {@return the fewest updates for which the rule has a meaning}; programs that let fewer count are refused. */
    default int fewestUpdates() {
        return 1;
    }

    /** {@return what the rule remembers before the first round, by name}; each a flat vector. */
    default SortedMap<String, ParameterVector> initialSlots(ParameterLayout shared) {
        return new TreeMap<>();
    }

    /** {@return what to do with these updates}, at least {@link #fewestUpdates()} of them. */
    AggregationPlan plan(UpdateSet updates);
}
