package org.folkmoot.aggregation.rule;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.core.canonical.Decimals;

/**
 * The parameters of a rule as they stand in a program, written and read in exactly one form. Ours and yours: a rule of your
 * own reads its stage with the same class.
 */
public final class RuleParameters {
    /** What a client counts by. */
    public static final String WEIGHTING = "weighting";
    /** The largest weight of a client. */
    public static final String WEIGHT_CAP = "weightCap";
    /** The largest magnitude of a difference. */
    public static final String MAX_ABS = "maxAbs";
    /** A step size. */
    public static final String LEARNING_RATE = "learningRate";
    /** The share of the past in a mean over rounds. */
    public static final String BETA = "beta";
    /** The share of the past in a mean of differences. */
    public static final String BETA1 = "beta1";
    /** The share of the past in a mean of squares. */
    public static final String BETA2 = "beta2";
    /** What keeps a divisor from zero. */
    public static final String TAU = "tau";
    /** Whether momentum looks ahead. */
    public static final String NESTEROV = "nesterov";
    /** The strength of a pull towards the global model. */
    public static final String MU = "mu";
    /** The strength of the pull of a personal model. */
    public static final String LAMBDA = "lambda";
    /** The strength of dynamic regularisation. */
    public static final String ALPHA = "alpha";
    /** How much more clients of high loss count. */
    public static final String Q = "q";
    /** How many clients are registered. */
    public static final String POPULATION = "population";
    /** The largest normaliser of a client's steps. */
    public static final String MAX_TAU = "maxTau";

    private final SortedMap<String, String> given;

    /** Reads what somebody else wrote. */
    public RuleParameters(SortedMap<String, String> given) {
        this.given = given;
    }

    /** {@return an unmodifiable map of these names, each followed by its value} */
    public static SortedMap<String, String> of(String... namesAndValues) {
        SortedMap<String, String> parameters = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return Collections.unmodifiableSortedMap(parameters);
    }

    /** {@return the value of this name} */
    public String text(String name) {
        String value = given.get(name);
        if (value == null) {
            throw new IllegalArgumentException("parameter " + name + ": missing (expected: present)");
        }
        return value;
    }

    /** {@return the whole number of this name} */
    public long integer(String name) {
        try {
            return Long.parseLong(text(name));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "parameter " + name + ": \"" + text(name) + "\" (expected: a whole number)", e);
        }
    }

    /** {@return the decimal of this name} */
    public double decimal(String name) {
        return Decimals.parse(text(name));
    }

    /** {@return the int of this name} */
    public int count(String name) {
        long value = integer(name);
        if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("parameter " + name + ": " + value + " (expected: in the range of int)");
        }
        return (int) value;
    }

    /** Refuses unknown parameters and other spellings of known ones: a program means one rule, a rule one program. */
    public void requireExactly(SortedMap<String, String> rebuilt) {
        if (!given.equals(rebuilt)) {
            throw new IllegalArgumentException("parameters: " + given + " (expected: " + rebuilt + ")");
        }
    }
}
