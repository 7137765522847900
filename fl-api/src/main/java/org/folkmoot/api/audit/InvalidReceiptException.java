package org.folkmoot.api.audit;

/** Says that a receipt is not one of this ledger for this checkpoint. */
public final class InvalidReceiptException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says what was found and what was expected. */
    public InvalidReceiptException(String message) {
        super(message);
    }

    /** Says what failed, with the cause. */
    public InvalidReceiptException(String message, Throwable cause) {
        super(message, cause);
    }
}
