package org.folkmoot.aggregation.rule;

/** Refuses numbers outside their range, with name, number and range, and gives back those inside. */
public final class Ranges {
    private Ranges() {}

    /** {@return the number, if it is positive and finite} */
    public static double positive(String name, double value) {
        if (!(value > 0) || !Double.isFinite(value)) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: > 0, finite)");
        }
        return value;
    }

    /** {@return the number, if it is in [0, 1)}, as a share of the past is. */
    public static double decay(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: in [0, 1))");
        }
        return value;
    }

    /** {@return the number, if it is at least this one} */
    public static int atLeast(int least, String name, int value) {
        if (value < least) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: >= " + least + ")");
        }
        return value;
    }
}
