package org.folkmoot.secure.graph;

/**
 * What is assumed of a cohort, and how sure the graph must be.
 *
 * @param corrupted at most so many clients work for the coordinator, in [1, 4999] hundredths of a percent
 * @param dropped at most so many clients drop out, in [0, 4999] hundredths of a percent
 * @param secrecyBits an unlucky graph that gives a client away has at most probability 2^-secrecyBits, 20 to 128
 * @param livenessBits an unlucky graph in which a round fails has at most probability 2^-livenessBits, 10 to 128
 */
public record Assumptions(Fraction corrupted, Fraction dropped, int secrecyBits, int livenessBits) {
    private static final int HALF = 5000;

    /** Rejects cohorts of which half and more is corrupted or lost, and graphs that are not sure of anything. */
    public Assumptions {
        require(corrupted.basisPoints() >= 1 && corrupted.basisPoints() < HALF, "corrupted", corrupted, "in (0, 1/2)");
        require(dropped.basisPoints() < HALF, "dropped", dropped, "in [0, 1/2)");
        require(secrecyBits >= 20 && secrecyBits <= 128, "secrecyBits", secrecyBits, "in [20, 128]");
        require(livenessBits >= 10 && livenessBits <= 128, "livenessBits", livenessBits, "in [10, 128]");
    }

    /** {@return a third corrupted, five in a hundred lost} What clients assume unless told otherwise. */
    public static Assumptions defaults() {
        return new Assumptions(Fraction.percent(33), Fraction.percent(5), 40, 30);
    }

    private static void require(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }
}
