package org.folkmoot.trainers.cuda;

/** There is no card that this process could use; the message says in words what is missing. */
public final class GpuUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    GpuUnavailableException(String message) {
        super(message);
    }

    GpuUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
