package org.folkmoot.audit.proof;

/** Says that bytes from elsewhere are no proof file. */
public final class MalformedProofException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedProofException(String message) {
        super(message);
    }

    MalformedProofException(String message, Throwable cause) {
        super(message, cause);
    }
}
