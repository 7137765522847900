package org.folkmoot.engine.client;

import java.util.Optional;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.ProtocolViolationException;
import org.folkmoot.api.transport.RoundReceipt;
import org.folkmoot.api.transport.Welcome;

/**
 * Where a client stands towards a federation. Only a {@link Member} can take up an invitation, and only by becoming one
 * who is {@link Awaiting} can it answer one.
 *
 * <pre>
 * Stranger —welcome→ Member —invitation, contribution→ Awaiting
 *                      ↑ └receipt┘                        │
 *                      └──── receipt of that attempt ─────┘
 * any of them —violation→ Estranged
 * </pre>
 */
sealed interface ClientPhase permits Stranger, ClientPhase.Acquainted, Estranged {
    /** {@return what must not be forgotten} */
    ClientMemory.Remembered toRemember();

    /** {@return the log as it knows it, once it knows one} */
    Optional<LogHistory> history();

    /** A client that has checked the charter. */
    sealed interface Acquainted extends ClientPhase permits Member, Awaiting {
        /** {@return what it knows of the federation} */
        Membership membership();

        /** {@return the same client, once it knows more of the log} */
        Acquainted with(Membership more);

        /**
         * {@return the client after this receipt}
         *
         * @throws ProtocolViolationException if the proof is not in the log, or contradicts what this client knows
         */
        Told onReceipt(RoundReceipt receipt) throws ProtocolViolationException;

        /** {@return the client after one more welcome}; it may come again after a restart of the coordinator. */
        default Acquainted onWelcome(Welcome welcome) throws ProtocolViolationException, RefusalException {
            return Stranger.again(this).onWelcome(welcome);
        }

        @Override
        default Optional<LogHistory> history() {
            return Optional.of(membership().history());
        }
    }

    /**
     * A client that has been told something.
     *
     * @param next the client afterwards
     * @param warning what its owner should know of it, if there is anything
     * @param settled what became of the answer that it awaited, where this says so
     */
    record Told(Acquainted next, Optional<String> warning, Optional<Settlement> settled) {
        /** Somebody who awaited nothing, or still awaits. */
        Told(Acquainted next, Optional<String> warning) {
            this(next, warning, Optional.empty());
        }
    }

    /**
     * What became of an answer.
     *
     * @param attempt the attempt that it was given to
     * @param counted whether it counted in a round that was committed
     */
    record Settlement(AttemptId attempt, boolean counted) {}
}
