package org.folkmoot.api.audit;

import static java.util.Objects.requireNonNull;

import org.folkmoot.api.Digest;

/**
 * Which tree of which log, without a word on who signed it: what a {@link SignedCheckpoint} says, and all that a place
 * with little room keeps of it.
 *
 * @param origin the log's name
 * @param size number of leaves
 * @param root RFC 6962 Merkle tree hash over them
 */
public record TreeHead(String origin, long size, Digest root) {
    /** Rejects negative sizes. */
    public TreeHead {
        requireNonNull(origin, "origin");
        requireNonNull(root, "root");
        if (size < 0) {
            throw new IllegalArgumentException("size: " + size + " (expected: >= 0)");
        }
    }

    /** {@return the tree that this checkpoint is of} */
    public static TreeHead of(SignedCheckpoint checkpoint) {
        return new TreeHead(checkpoint.origin(), checkpoint.size(), checkpoint.root());
    }
}
