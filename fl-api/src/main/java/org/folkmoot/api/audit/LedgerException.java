package org.folkmoot.api.audit;

import java.io.IOException;

/**
 * A ledger could not be reached or refused. Rounds go on, and the ledger gets the next checkpoint, unless it holds
 * another history of the log.
 */
public final class LedgerException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean conflict;

    /** Says what was found and what was expected. */
    public LedgerException(String message) {
        super(message);
        this.conflict = false;
    }

    /** Says what failed, with the cause. */
    public LedgerException(String message, Throwable cause) {
        super(message, cause);
        this.conflict = false;
    }

    private LedgerException(String message, boolean conflict) {
        super(message);
        this.conflict = conflict;
    }

    /** {@return the news that the ledger holds a tree of the log which the checkpoint does not extend} */
    public static LedgerException conflict(String message) {
        return new LedgerException(message, true);
    }

    /** {@return whether the ledger holds a tree of this log which the checkpoint does not extend} */
    public boolean isConflict() {
        return conflict;
    }
}
