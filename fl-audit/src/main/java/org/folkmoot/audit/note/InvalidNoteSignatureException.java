package org.folkmoot.audit.note;

/** Says that a note does not carry a valid signature of the key that the verifier asked for. */
public final class InvalidNoteSignatureException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidNoteSignatureException(String message) {
        super(message);
    }

    InvalidNoteSignatureException(String message, Throwable cause) {
        super(message, cause);
    }
}
