package org.folkmoot.examples;

/** An example was given options that it does not know or that mean nothing. */
final class InvalidOptionsException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidOptionsException(String message) {
        super(message);
    }

    InvalidOptionsException(String message, Throwable cause) {
        super(message, cause);
    }
}
