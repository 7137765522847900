package org.folkmoot.benchmarks;

/** How much time figures may take. */
public enum Effort {
    /** Enough to see that everything works; the numbers mean little. */
    QUICK,
    /** What is reported. */
    FULL;

    /** {@return one of two numbers} */
    public int pick(int quick, int full) {
        return this == QUICK ? quick : full;
    }
}
