package org.folkmoot.aggregation.robust;

import java.util.SortedMap;
import java.util.function.Function;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.aggregation.SetAggregator;

/** What the parameters of these rules have in common. */
final class Bounds {
    /** Name of the parameter that says how many arbitrary updates a rule is to withstand. */
    static final String TOLERATED = "tolerated";

    /** Steps of an iterative rule at most: a program of strangers must not keep whoever replays it for years. */
    private static final int MOST_ITERATIONS = 10_000;

    private Bounds() {}

    static int requireIterations(int value) {
        if (value < 1 || value > MOST_ITERATIONS) {
            throw new IllegalArgumentException("iterations: " + value + " (expected: 1 to " + MOST_ITERATIONS + ")");
        }
        return value;
    }

    /** {@return factor * tolerated + more}, as a number of updates that a program can ask for. */
    static int updates(int factor, int tolerated, int more) {
        return (int) Math.min(Integer.MAX_VALUE, (long) factor * tolerated + more);
    }

    /** Rebuilds a rule, and refuses what is not the one form of its parameters. */
    static SetAggregator rebuilt(
            SortedMap<String, String> parameters, Function<RuleParameters, ? extends SetAggregator> rule) {
        RuleParameters given = new RuleParameters(parameters);
        SetAggregator rebuilt = rule.apply(given);
        given.requireExactly(rebuilt.parameters());
        return rebuilt;
    }
}
