package org.folkmoot.testkit.attack;

/** Checks what attacks are scaled by. */
final class Positive {
    private Positive() {}

    static double require(String name, double value) {
        if (!(value > 0) || !Double.isFinite(value)) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: > 0, finite)");
        }
        return value;
    }
}
