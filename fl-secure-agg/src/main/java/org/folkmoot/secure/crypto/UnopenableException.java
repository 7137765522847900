package org.folkmoot.secure.crypto;

/** Says that a sealed message was not sealed under this key for this place, or was changed since. */
public final class UnopenableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnopenableException(Throwable cause) {
        super("sealed message: does not open (expected: sealed under this key, with these associated data)", cause);
    }
}
