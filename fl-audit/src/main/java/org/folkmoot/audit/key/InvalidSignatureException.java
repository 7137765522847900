package org.folkmoot.audit.key;

/** Says that a signature does not hold: wrong key, wrong message, or no such signature at all. */
public final class InvalidSignatureException extends Exception {
    private static final long serialVersionUID = 1L;

    public InvalidSignatureException(String message) {
        super(message);
    }

    public InvalidSignatureException(String message, Throwable cause) {
        super(message, cause);
    }
}
