package org.folkmoot.engine.attempt;

import org.folkmoot.api.AttemptId;

/**
 * Where an attempt stands. Each phase is a record that knows what that phase knows; its methods return the next phase,
 * so that steps out of order do not compile.
 */
public sealed interface RoundAttempt permits RoundAttempt.Open, Settled.Closed, Decided, Committed {

    /** {@return round and attempt} */
    AttemptId id();

    /** {@return how each invited client fared; those not yet heard of are missing} */
    Answers answers();

    /** A phase from which the attempt can still end either way. */
    sealed interface Open extends RoundAttempt permits Opened, Selected, Collecting, Aggregating, Evaluating, Gated {
        /** {@return the end of the attempt without a new model} */
        default Abandoned abandon(AbandonReason reason, String detail) {
            return new Abandoned(id(), answers(), reason, detail);
        }
    }
}
