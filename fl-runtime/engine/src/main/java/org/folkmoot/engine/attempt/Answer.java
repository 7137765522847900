package org.folkmoot.engine.attempt;

import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.api.round.SignedStatement;
import org.jspecify.annotations.Nullable;

/** How an invited client fared in an attempt. */
public sealed interface Answer {
    /**
     * Its contribution counts.
     *
     * @param signed what it signed
     * @param weight its weight in the aggregate
     */
    record Included(SignedStatement signed, long weight) implements Answer {}

    /**
     * It has no contribution that counts.
     *
     * @param reason why
     * @param detail for the operator; stays off the log
     * @param signed what it signed, where it got that far and the signature is its own
     */
    record Rejected(
            RejectionReason reason, String detail, @Nullable SignedStatement signed) implements Answer {
        /** {@return a rejection before anything was signed} */
        public static Rejected of(RejectionReason reason, String detail) {
            return new Rejected(reason, detail, null);
        }
    }
}
