package org.folkmoot.api.privacy;

/**
 * Whose budget is spent: all jobs and federations that learn from one population draw on the same.
 *
 * @param population name of the population, 1 to 128 printable ASCII characters without spaces; the federations that
 *     share it agree on it
 * @param unit whose presence is hidden
 * @param relation from which neighbours
 */
public record PrivacyScope(String population, PrivacyUnit unit, NeighboringRelation relation) {
    private static final int MAX_LENGTH = 128;

    /** Rejects names that two writers could spell in two ways. */
    public PrivacyScope {
        boolean plain = !population.isEmpty()
                && population.length() <= MAX_LENGTH
                && population.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (!plain) {
            throw new IllegalArgumentException("population: \"" + population
                    + "\" (expected: 1 to 128 printable ASCII characters without spaces)");
        }
    }

    /** {@return the release of this event about this scope} */
    public PrivateRelease release(DpEvent event) {
        return new PrivateRelease(unit, relation, event);
    }
}
