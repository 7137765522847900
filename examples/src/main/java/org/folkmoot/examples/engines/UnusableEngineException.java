package org.folkmoot.examples.engines;

/** There is no engine of this name, or not on this machine. */
public final class UnusableEngineException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableEngineException(String message) {
        super(message);
    }

    UnusableEngineException(String message, Throwable cause) {
        super(message, cause);
    }
}
