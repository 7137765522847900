package org.folkmoot.secure;

/** Says that a proof does not show what the coordinator claims to be in the log. */
public final class NotOnRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With what was looked for. */
    public NotOnRecordException(String message) {
        super(message);
    }
}
