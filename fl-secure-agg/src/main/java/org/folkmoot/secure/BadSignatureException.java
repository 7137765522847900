package org.folkmoot.secure;

/** Says that a signature is not that of a member. */
public final class BadSignatureException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With what was found and what was expected. */
    public BadSignatureException(String message) {
        super(message);
    }
}
