package org.folkmoot.aggregation;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.core.canonical.Decimals;

/** The parameters of a rule as they stand in a program, written and read in exactly one form. */
final class RuleParameters {
    static final String WEIGHTING = "weighting";
    static final String WEIGHT_CAP = "weightCap";
    static final String MAX_ABS = "maxAbs";
    static final String LEARNING_RATE = "learningRate";

    private final SortedMap<String, String> given;

    /** Reads what somebody else wrote. */
    RuleParameters(SortedMap<String, String> given) {
        this.given = given;
    }

    /** {@return an unmodifiable map of these names, each followed by its value} */
    static SortedMap<String, String> of(String... namesAndValues) {
        SortedMap<String, String> parameters = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return Collections.unmodifiableSortedMap(parameters);
    }

    String text(String name) {
        String value = given.get(name);
        if (value == null) {
            throw new IllegalArgumentException("parameter " + name + ": missing (expected: present)");
        }
        return value;
    }

    long integer(String name) {
        try {
            return Long.parseLong(text(name));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "parameter " + name + ": \"" + text(name) + "\" (expected: a whole number)", e);
        }
    }

    double decimal(String name) {
        return Decimals.parse(text(name));
    }

    /** Refuses unknown parameters and other spellings of known ones: a program means one rule, a rule one program. */
    void requireExactly(SortedMap<String, String> rebuilt) {
        if (!given.equals(rebuilt)) {
            throw new IllegalArgumentException("parameters: " + given + " (expected: " + rebuilt + ")");
        }
    }
}
