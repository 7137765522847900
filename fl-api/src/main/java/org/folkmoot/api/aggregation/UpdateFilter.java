package org.folkmoot.api.aggregation;

import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;

/**
 * Changes updates before they are aggregated: scales them, leaves them out, mixes them. Whatever it does is linear in the
 * updates, so that a pipeline of filters is one matrix and distances after it follow from distances before it.
 *
 * <p>A filter that judges each update by its norm alone is a {@link NormFilter} and works while updates arrive, also before
 * a sum; any other needs an aggregator that looks at a whole set.
 */
public interface UpdateFilter {
    /** {@return rule id with version, such as {@code folkmoot/bucketing/1}}; replay finds the filter by it. */
    String id();

    /** {@return all that the filter depends on beside its id, as it stands in the program} */
    default SortedMap<String, String> parameters() {
        return new TreeMap<>();
    }

    /** {@return how many updates come out when so many go in}; 0 where so few have no meaning for the filter. */
    default int updatesOf(int updates) {
        return updates;
    }

    /** {@return what the filter remembers before the first round, by name}; each a flat vector. */
    default SortedMap<String, ParameterVector> initialSlots(ParameterLayout shared) {
        return new TreeMap<>();
    }

    /** {@return what becomes of these updates} */
    Mixing filter(UpdateSet updates);
}
