package org.folkmoot.audit.leaf;

/** A leaf cannot be believed: its bytes make no sense, or the coordinator did not sign them. */
public final class InvalidLeafException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean badSignature;

    private InvalidLeafException(String message, Throwable cause, boolean badSignature) {
        super(message, cause);
        this.badSignature = badSignature;
    }

    static InvalidLeafException malformed(Exception cause) {
        return new InvalidLeafException(String.valueOf(cause.getMessage()), cause, false);
    }

    static InvalidLeafException unsigned(String message, Throwable cause) {
        return new InvalidLeafException(message, cause, true);
    }

    /** {@return whether the signature is what is wrong; otherwise the bytes are} */
    public boolean isBadSignature() {
        return badSignature;
    }
}
