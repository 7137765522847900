package org.folkmoot.core.ring;

/** Says that bytes from elsewhere are not a ring vector of the expected length and modulus. */
public final class MalformedRingVectorException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedRingVectorException(String message) {
        super(message);
    }
}
