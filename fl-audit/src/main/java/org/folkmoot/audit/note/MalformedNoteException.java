package org.folkmoot.audit.note;

/** Says that bytes from elsewhere are no signed note, or that its text is no checkpoint. */
public final class MalformedNoteException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedNoteException(String message) {
        super(message);
    }

    MalformedNoteException(String message, Throwable cause) {
        super(message, cause);
    }
}
