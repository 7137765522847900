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
        return n == 0 ? MerkleHash.emptyRoot() : subtree(0, n);
    }

    /** {@return the proof that this leaf is in the tree of all leaves} */
    public InclusionProof inclusion(long index) {
        return inclusion(index, size());
    }

    /** {@return the proof that this leaf is in the tree of the first {@code n} leaves, {@code n} > {@code index}} */
    public InclusionProof inclusion(long index, long n) {
        requireBetween("n", n, 1, size());
        requireBetween("index", index, 0, n - 1);
        List<Digest> path = new ArrayList<>();
        addInclusionPath(index, 0, n, path);
        return new InclusionProof(index, n, path);
    }

    /**
     * {@return the proof that the tree of the first {@code m} is a prefix of that of {@code n}, {@code 1 <= m <= n}}
     */
    public ConsistencyProof consistency(long m, long n) {
        requireBetween("n", n, 1, size());
        requireBetween("m", m, 1, n);
        List<Digest> path = new ArrayList<>();
        addConsistencyPath(m, 0, n, path);
        return new ConsistencyProof(m, n, path);
    }

    /** MTH over leaves [start, end); every recursion but the last finds its left part among the full subtrees. */
    private Digest subtree(long start, long end) {
        long width = end - start;
        if (Long.bitCount(width) == 1) {
            int height = Long.numberOfTrailingZeros(width);
            return levels.get(height).get((int) (start >> height));
        }
        long middle = start + split(width);
        return MerkleHash.node(subtree(start, middle), subtree(middle, end));
    }

    /** PATH of RFC 6962 §2.1.1 for a leaf in [start, end), from the leaf up. */
    private void addInclusionPath(long index, long start, long end, List<Digest> path) {
        if (end - start == 1) {
            return;
        }
        long middle = start + split(end - start);
        if (index < middle) {
            addInclusionPath(index, start, middle, path);
            path.add(subtree(middle, end));
        } else {
            addInclusionPath(index, middle, end, path);
            path.add(subtree(start, middle));
        }
    }

    /** SUBPROOF of RFC 6962 §2.1.2 for the prefix that ends at m, in leaves [start, end). */
    private void addConsistencyPath(long m, long start, long end, List<Digest> path) {
        if (m == end) {
            if (start != 0) {
                path.add(subtree(start, end));
            }
            return;
        }
        long middle = start + split(end - start);
        if (m <= middle) {
            addConsistencyPath(m, start, middle, path);
            path.add(subtree(middle, end));
        } else {
            addConsistencyPath(m, middle, end, path);
            path.add(subtree(start, middle));
        }
    }

    /** {@return the largest power of two below width, which is at least 2} */
    private static long split(long width) {
        return Long.highestOneBit(width - 1);
    }

    private static void requireBetween(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: in [" + least + ", " + most + "])");
        }
    }
}
