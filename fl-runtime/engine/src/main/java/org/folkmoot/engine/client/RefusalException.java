package org.folkmoot.engine.client;

/** This client does not take part in this attempt, which is its right and nobody's fault. */
final class RefusalException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusalException(String reason) {
        super(reason);
    }
}
