package org.folkmoot.audit.leaf;

/** Bytes are not those of a leaf, a record or a set of records. */
public final class MalformedLeafException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says what was found and what was expected. */
    public MalformedLeafException(String message) {
        super(message);
    }

    /** Says what was found and what was expected, with the cause. */
    public MalformedLeafException(String message, Throwable cause) {
        super(message, cause);
    }
}
