package org.folkmoot.api.privacy;

/** By which chance units take part; an amplified epsilon holds only if this was really enforced, and kept secret. */
public enum SamplingScheme {
    /** Whoever takes part is assumed to be known: no amplification. */
    NONE,
    /** Each unit by a coin of its own. */
    POISSON,
    /** By coins, and cut down to a cap at random where too many came. */
    TRUNCATED_POISSON,
    /** A set of a fixed size. */
    FIXED_SIZE,
    /** No unit twice within a number of rounds; no secret is needed. */
    MIN_SEPARATION
}
