package org.folkmoot.api.privacy;

/**
 * The most privacy loss that may ever be spent: an attacker's odds about any one unit change by a factor of at most
 * e^epsilon, but for an event of probability delta.
 *
 * <p>Does not say for which unit and relation; {@link PrivacyScope} does.
 *
 * @param epsilon in nats, > 0, finite
 * @param delta in [0, 1); should be well below one over the size of the population, see {@link #isDeltaSmallFor}
 */
public record PrivacyBudget(double epsilon, double delta) {
    /** Rejects what bounds nothing. */
    public PrivacyBudget {
        if (!(epsilon > 0) || epsilon == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("epsilon: " + epsilon + " (expected: > 0, finite)");
        }
        if (!(delta >= 0 && delta < 1)) {
            throw new IllegalArgumentException("delta: " + delta + " (expected: in [0, 1))");
        }
    }

    /** {@return whether delta is below 1/n} Otherwise publishing a random unit's data as it is would be within it. */
    public boolean isDeltaSmallFor(long population) {
        return delta * population < 1;
    }
}
