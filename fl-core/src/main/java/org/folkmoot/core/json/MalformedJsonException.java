package org.folkmoot.core.json;

/** Says that bytes from elsewhere are not the JSON that was expected: where, what was found, what was expected. */
public final class MalformedJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong, in one sentence that names the place. */
    public MalformedJsonException(String message) {
        super(message);
    }

    /** Says what is wrong, in one sentence that names the place, and what revealed it. */
    public MalformedJsonException(String message, Throwable cause) {
        super(message, cause);
    }

    static MalformedJsonException member(String name, String found, String expected) {
        return new MalformedJsonException("member " + name + ": " + found + " (expected: " + expected + ")");
    }
}
