package org.folkmoot.core.merkle;

import org.folkmoot.api.Digest;

/**
 * The hashes of which every tree of the project is made.
 *
 * <p>Guarantees: a leaf can never pass for an inner node nor the reverse, because their inputs start with different
 * bytes. Safe for use by several threads.
 *
 * <p>Source: RFC 6962 §2.1 (identical in RFC 9162 §2.1.1).
 */
public final class MerkleHash {
    /** The byte before the content of a leaf. */
    static final byte LEAF_PREFIX = 0;

    private static final byte[] LEAF = {LEAF_PREFIX};
    private static final byte[] NODE = {1};
    private static final Digest EMPTY_ROOT = Digest.sha256();

    private MerkleHash() {}

    /** {@return the hash of a leaf with this content} */
    public static Digest leaf(byte[] content) {
        return Digest.sha256(LEAF, content);
    }

    /** {@return the hash of the inner node over these two, in this order} */
    public static Digest node(Digest left, Digest right) {
        return Digest.sha256(NODE, left.bytes(), right.bytes());
    }

    /** {@return the root of a tree without leaves} */
    public static Digest emptyRoot() {
        return EMPTY_ROOT;
    }
}
