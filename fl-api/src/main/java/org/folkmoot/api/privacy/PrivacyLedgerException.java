package org.folkmoot.api.privacy;

/** A privacy ledger cannot be read or written. Whoever sees it releases nothing. */
public final class PrivacyLedgerException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong with which ledger. */
    public PrivacyLedgerException(String message) {
        super(message);
    }

    /** Says what is wrong with which ledger, and what revealed it. */
    public PrivacyLedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}
