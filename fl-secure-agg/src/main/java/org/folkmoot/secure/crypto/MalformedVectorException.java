package org.folkmoot.secure.crypto;

/** Says that bytes are not a packed vector of the expected length and modulus. */
public final class MalformedVectorException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedVectorException(String message) {
        super(message);
    }
}
