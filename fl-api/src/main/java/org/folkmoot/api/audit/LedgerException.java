package org.folkmoot.api.audit;

import java.io.IOException;

/** A ledger could not be reached or refused; rounds go on, and the checkpoint is published with the next one. */
public final class LedgerException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Says what was found and what was expected. */
    public LedgerException(String message) {
        super(message);
    }

    /** Says what failed, with the cause. */
    public LedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}
