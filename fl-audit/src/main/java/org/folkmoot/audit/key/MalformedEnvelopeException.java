package org.folkmoot.audit.key;

/** Says that bytes from elsewhere are no envelope in the one form that is accepted. */
public final class MalformedEnvelopeException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedEnvelopeException(String message) {
        super(message);
    }

    MalformedEnvelopeException(String message, Throwable cause) {
        super(message, cause);
    }
}
