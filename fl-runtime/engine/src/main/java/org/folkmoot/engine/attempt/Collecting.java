package org.folkmoot.engine.attempt;

/** A phase in which it is not known yet whether enough contributions count. */
public sealed interface Collecting extends RoundAttempt.Open permits Training, Settled {
    /** {@return what this phase waits for, and for how long} */
    PhaseLimits limits();
}
