package org.folkmoot.secure;

import java.nio.ByteBuffer;
import org.folkmoot.secure.crypto.MaskSuite;
import org.folkmoot.secure.graph.Assumptions;

/**
 * What a secure collection promises its clients. It is announced, checked against each client's floor, and part of the
 * session that every key belongs to; degree and threshold are not in it, because each client computes them.
 *
 * @param minimumSurvivors fewest clients whose sum may show, at least {@value #FEWEST_SURVIVORS}
 * @param assumptions what is assumed of the cohort
 * @param suite how masks are expanded
 */
public record SecureParameters(int minimumSurvivors, Assumptions assumptions, MaskSuite suite) {
    /** With two clients each learns the other's input from the sum. */
    public static final int FEWEST_SURVIVORS = 3;

    /** Fewest clients whose sum may show, unless said otherwise. */
    public static final int DEFAULT_SURVIVORS = 10;

    private static final int ENCODED_BYTES = 5 * Integer.BYTES + 1;

    /** Rejects sums of so few that one client learns another's input. */
    public SecureParameters {
        if (minimumSurvivors < FEWEST_SURVIVORS) {
            throw new IllegalArgumentException(
                    "minimumSurvivors: " + minimumSurvivors + " (expected: >= " + FEWEST_SURVIVORS + ")");
        }
    }

    /** {@return the defaults: sums of ten and more, a third corrupted, AES-256} */
    public static SecureParameters defaults() {
        return new SecureParameters(DEFAULT_SURVIVORS, Assumptions.defaults(), MaskSuite.AES_256);
    }

    byte[] encode() {
        return ByteBuffer.allocate(ENCODED_BYTES)
                .putInt(minimumSurvivors)
                .putInt(assumptions.corrupted().basisPoints())
                .putInt(assumptions.dropped().basisPoints())
                .putInt(assumptions.secrecyBits())
                .putInt(assumptions.livenessBits())
                .put(suite.number())
                .array();
    }
}
