package org.folkmoot.core.merkle;

import java.util.List;
import org.folkmoot.api.Digest;

/**
 * A tree over a list that is complete, such as the participant records of one round.
 *
 * <p>Guarantees: immutable, safe for use by several threads; cost as {@link GrowingMerkleTree}. Does not store leaf
 * contents. Source: RFC 6962 §2.1.
 */
public final class MerkleTree {
    private final GrowingMerkleTree tree;

    private MerkleTree(GrowingMerkleTree tree) {
        this.tree = tree;
    }

    /** {@return the tree over leaves with these contents, in this order} */
    public static MerkleTree ofLeaves(List<byte[]> contents) {
        GrowingMerkleTree tree = GrowingMerkleTree.create();
        for (byte[] content : contents) {
            tree.append(MerkleHash.leaf(content));
        }
        return new MerkleTree(tree);
    }

    /** {@return the tree over leaves with these hashes, in this order} */
    public static MerkleTree ofLeafHashes(List<Digest> leafHashes) {
        GrowingMerkleTree tree = GrowingMerkleTree.create();
        for (Digest leafHash : leafHashes) {
            tree.append(leafHash);
        }
        return new MerkleTree(tree);
    }

    /** {@return the number of leaves} */
    public long size() {
        return tree.size();
    }

    /** {@return the hash of this leaf} */
    public Digest leafHash(long index) {
        return tree.leafHash(index);
    }

    /** {@return the root over all leaves} */
    public Digest root() {
        return tree.root();
    }

    /** {@return the root over the first {@code n} leaves, in [0, size]} */
    public Digest root(long n) {
        return tree.root(n);
    }

    /** {@return the proof that this leaf is in the tree} */
    public InclusionProof inclusion(long index) {
        return tree.inclusion(index);
    }

    /** {@return the proof that this leaf is in the tree of the first {@code n} leaves, {@code n} > {@code index}} */
    public InclusionProof inclusion(long index, long n) {
        return tree.inclusion(index, n);
    }

    /**
     * {@return the proof that the tree of the first {@code m} is a prefix of that of {@code n}, {@code 1 <= m <= n}}
     */
    public ConsistencyProof consistency(long m, long n) {
        return tree.consistency(m, n);
    }
}
