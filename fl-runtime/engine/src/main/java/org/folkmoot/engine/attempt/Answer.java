package org.folkmoot.engine.attempt;

import java.util.Optional;
import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.api.round.SignedStatement;
import org.folkmoot.api.round.Treatment;
import org.jspecify.annotations.Nullable;

/** How an invited client fared in an attempt. */
public sealed interface Answer {
    /**
     * Its contribution counts.
     *
     * @param signed what it signed
     * @param weight its weight in the aggregate
     * @param treatment what the rules did to it, where they did not take it as it was
     */
    record Included(SignedStatement signed, long weight, Optional<Treatment> treatment) implements Answer {
        /** {@return a contribution that is taken as it is} */
        public static Included of(SignedStatement signed, long weight) {
            return new Included(signed, weight, Optional.empty());
        }
    }

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
