package org.folkmoot.api.training;

/** Local training did not produce a result; the client sits this attempt out and the round goes on. */
public final class TrainingException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says why. */
    public TrainingException(String message) {
        super(message);
    }

    /** Says why, with the cause. */
    public TrainingException(String message, Throwable cause) {
        super(message, cause);
    }
}
