package org.folkmoot.secure.graph;

/** Says that no graph keeps a promise under these assumptions with so many clients. */
public final class NoGraphException extends Exception {
    private static final long serialVersionUID = 1L;

    NoGraphException(String message) {
        super(message);
    }
}
