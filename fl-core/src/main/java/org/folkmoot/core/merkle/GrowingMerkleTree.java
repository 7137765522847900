package org.folkmoot.core.merkle;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.Digest;

/**
 * A tree that only ever gains leaves, for the writer of a log: it gives roots and proofs for its present and every
 * earlier size.
 *
 * <p>Guarantees: the hashes of full subtrees are kept (64 bytes per leaf), so appending costs O(1) hashes on average
 * and any query O(log n). Holds up to 67 million leaves. Does not store leaf contents, does not persist, and is not
 * thread safe: reading while another thread appends needs a lock.
 *
 * <p>Source: RFC 6962 §2.1.
 */
public final class GrowingMerkleTree {
    private final List<HashLevel> levels = new ArrayList<>();
    private final TreeProofs<RuntimeException> proofs =
            TreeProofs.over((height, index) -> levels.get(height).get((int) index));

    private GrowingMerkleTree() {
        levels.add(new HashLevel());
    }

    /** {@return a tree without leaves} */
    public static GrowingMerkleTree create() {
        return new GrowingMerkleTree();
    }

    /** {@return the index of the new leaf with this hash, see {@link MerkleHash#leaf}} */
    public long append(Digest leafHash) {
        long index = size();
        levels.get(0).add(requireNonNull(leafHash, "leafHash"));
        for (int height = 0; ((index >> height) & 1) == 1; height++) {
            int left = (int) (index >> height) - 1;
            Digest parent = MerkleHash.node(
                    levels.get(height).get(left), levels.get(height).get(left + 1));
            if (levels.size() == height + 1) {
                levels.add(new HashLevel());
            }
            levels.get(height + 1).add(parent);
        }
        return index;
    }

    /** {@return the number of leaves} */
    public long size() {
        return levels.get(0).count();
    }

    /** {@return the hash of this leaf} */
    public Digest leafHash(long index) {
        requireBetween("index", index, 0, size() - 1);
        return levels.get(0).get((int) index);
    }

    /** {@return the root over all leaves} */
    public Digest root() {
        return root(size());
    }

    /** {@return the root the tree had when it had {@code n} leaves, in [0, size]} */
    public Digest root(long n) {
        requireBetween("n", n, 0, size());
        return proofs.root(n);
    }

    /** {@return the proof that this leaf is in the tree of all leaves} */
    public InclusionProof inclusion(long index) {
        return inclusion(index, size());
    }

    /** {@return the proof that this leaf is in the tree of the first {@code n} leaves, {@code n} > {@code index}} */
    public InclusionProof inclusion(long index, long n) {
        requireBetween("n", n, 1, size());
        requireBetween("index", index, 0, n - 1);
        return proofs.inclusion(index, n);
    }

    /**
     * {@return the proof that the tree of the first {@code m} is a prefix of that of {@code n}, {@code 1 <= m <= n}}
     */
    public ConsistencyProof consistency(long m, long n) {
        requireBetween("n", n, 1, size());
        requireBetween("m", m, 1, n);
        return proofs.consistency(m, n);
    }

    /** {@return the hash of these leaves} */
    public Digest root(Subtree leaves) {
        requireBetween("end", leaves.end(), 0, size());
        return proofs.root(leaves);
    }

    /** {@return the proof that this leaf is in the subtree} */
    public SubtreeInclusionProof inclusion(long index, Subtree leaves) {
        requireBetween("end", leaves.end(), 1, size());
        return proofs.inclusion(index, leaves);
    }

    /** {@return the proof that the subtree is part of the tree of the first {@code n} leaves, its end or more} */
    public SubtreeConsistencyProof consistency(Subtree leaves, long n) {
        requireBetween("n", n, leaves.end(), size());
        return proofs.consistency(leaves, n);
    }

    private static void requireBetween(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: in [" + least + ", " + most + "])");
        }
    }
}
