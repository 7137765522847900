package org.folkmoot.api.audit;

import org.folkmoot.api.Digest;

/**
 * A source of public seeds, named by id in the programs that draw from it.
 *
 * <p>Guarantee asked of every implementation: the same purpose and round give the same seed to everybody, for ever, and
 * different ones give independent seeds. Whether a seed can be foreseen, and by whom, is the implementation's to say;
 * where that matters, what a seed decides over must be committed to the log before the seed is known.
 */
public interface Beacon {
    /** {@return the id by which programs name it, {@code owner/name/version}} */
    String id();

    /**
     * {@return the seed for a purpose in a round}
     *
     * @param purpose what it is for, such as {@code cohort}
     * @param round the round
     */
    Digest seed(String purpose, int round);
}
