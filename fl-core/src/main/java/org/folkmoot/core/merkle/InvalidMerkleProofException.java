package org.folkmoot.core.merkle;

/** Says that a proof does not show what it claims to show. */
public final class InvalidMerkleProofException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong, with the numbers. */
    public InvalidMerkleProofException(String message) {
        super(message);
    }
}
