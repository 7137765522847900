package org.folkmoot.secure.evidence;

/** Says that evidence does not show the sum that it is said to. */
public final class ReplayFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    ReplayFailedException(String message) {
        super(message);
    }

    ReplayFailedException(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
