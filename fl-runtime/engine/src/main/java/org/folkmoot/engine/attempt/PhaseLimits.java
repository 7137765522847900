package org.folkmoot.engine.attempt;

import java.time.Duration;

/**
 * What ends the wait of a phase.
 *
 * @param goal with so many contributions that count, nobody else is waited for; at least the minimum
 * @param minimum with fewer, the attempt is abandoned; at least 1
 * @param deadline after this time the phase goes on with what there is
 */
public record PhaseLimits(int goal, int minimum, Duration deadline) {
    /** Rejects numbers out of order and a deadline that is over before it began. */
    public PhaseLimits {
        if (minimum < 1) {
            throw new IllegalArgumentException("minimum: " + minimum + " (expected: >= 1)");
        }
        if (goal < minimum) {
            throw new IllegalArgumentException("goal: " + goal + " (expected: >= " + minimum + ", the minimum)");
        }
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("deadline: " + deadline + " (expected: > 0)");
        }
    }
}
