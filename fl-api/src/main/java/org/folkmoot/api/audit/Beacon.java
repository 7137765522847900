package org.folkmoot.api.audit;

import org.folkmoot.api.Digest;

/**
 * A source of public seeds. A seed must be fixed only after what it decides over is committed, or it can be ground.
 */
@FunctionalInterface
public interface Beacon {
    /**
     * {@return the seed for a purpose}
     *
     * @param purpose what it is for, such as {@code cohort}
     * @param commitment what is already fixed
     * @param round the round
     */
    Digest seed(String purpose, Digest commitment, int round);
}
