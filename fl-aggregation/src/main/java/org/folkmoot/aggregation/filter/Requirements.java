package org.folkmoot.aggregation.filter;

import java.util.SortedMap;
import java.util.function.Function;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.aggregation.UpdateFilter;

/** What the parameters of these filters have in common. */
final class Requirements {
    /** Name of the parameter that says how many arbitrary updates a filter is to withstand. */
    static final String TOLERATED = "tolerated";

    private Requirements() {}

    static double fraction(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: in [0, 1])");
        }
        return value;
    }

    /** Rebuilds a filter, and refuses what is not the one form of its parameters. */
    static UpdateFilter rebuilt(
            SortedMap<String, String> parameters, Function<RuleParameters, ? extends UpdateFilter> filter) {
        RuleParameters given = new RuleParameters(parameters);
        UpdateFilter rebuilt = filter.apply(given);
        given.requireExactly(rebuilt.parameters());
        return rebuilt;
    }
}
