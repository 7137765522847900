package org.folkmoot.audit.release;

/** Bytes are not a model signature in the form that is known here. */
public final class MalformedSignatureException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedSignatureException(String message) {
        super(message);
    }

    MalformedSignatureException(String message, Throwable cause) {
        super(message, cause);
    }
}
