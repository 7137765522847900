package org.folkmoot.engine;

/**
 * A run could not go on: the ledger could not be read or written, or is not what it must be. What was acknowledged
 * before is in the ledger; running again continues from there.
 */
public final class FederationFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what failed, with the cause. */
    public FederationFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
