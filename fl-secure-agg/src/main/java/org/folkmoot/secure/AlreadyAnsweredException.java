package org.folkmoot.secure;

/** Says that an answer was given before in this attempt. */
public final class AlreadyAnsweredException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With attempt and step. */
    public AlreadyAnsweredException(String message) {
        super(message);
    }
}
