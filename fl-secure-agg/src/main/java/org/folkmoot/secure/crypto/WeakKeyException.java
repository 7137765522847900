package org.folkmoot.secure.crypto;

/** Says that a peer's public key is of low order: what is agreed with it would be known to anybody. */
public final class WeakKeyException extends Exception {
    private static final long serialVersionUID = 1L;

    WeakKeyException() {
        super("public key: of low order (expected: a point whose agreement is not all zero)");
    }
}
