package org.folkmoot.api.aggregation;

/** Says that bytes from elsewhere are not an encoded update of the expected layout, codec and seed. */
public final class MalformedUpdateException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says what was found, and what was expected. */
    public MalformedUpdateException(String message) {
        super(message);
    }
}
