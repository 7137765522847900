package org.folkmoot.secure.message;

/** Says that bytes are no message of the expected kind. The only thing that a parser of this package throws. */
public final class MalformedMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedMessageException(String message) {
        super(message);
    }
}
