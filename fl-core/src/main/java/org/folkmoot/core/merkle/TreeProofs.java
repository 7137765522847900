package org.folkmoot.core.merkle;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.Digest;

/**
 * Roots and proofs of a tree of which only the full subtrees are at hand, for any number of first leaves.
 *
 * <p>Guarantees: asks for O(log n) subtrees per call, and keeps nothing. As many leaves as are asked for must exist: the
 * caller knows how many there are. Source: RFC 6962 §2.1.
 *
 * @param <E> what reading a subtree may throw
 */
public final class TreeProofs<E extends Exception> {
    private final FullSubtrees<E> subtrees;

    private TreeProofs(FullSubtrees<E> subtrees) {
        this.subtrees = subtrees;
    }

    /** {@return the proofs of the tree with these subtrees} */
    public static <E extends Exception> TreeProofs<E> over(FullSubtrees<E> subtrees) {
        return new TreeProofs<>(requireNonNull(subtrees, "subtrees"));
    }

    /** {@return the root over the first {@code n} leaves} */
    public Digest root(long n) throws E {
        requireAtLeast("n", n, 0);
        return n == 0 ? MerkleHash.emptyRoot() : subtree(0, n);
    }

    /** {@return the proof that this leaf is in the tree of the first {@code n} leaves, {@code n} > {@code index}} */
    public InclusionProof inclusion(long index, long n) throws E {
        requireAtLeast("index", index, 0);
        requireAtLeast("n", n, index + 1);
        return new InclusionProof(index, n, inclusion(index, new Subtree(0, n)).path());
    }

    /**
     * {@return the proof that the tree of the first {@code m} is a prefix of that of {@code n}, {@code 1 <= m <= n}}
     */
    public ConsistencyProof consistency(long m, long n) throws E {
        requireAtLeast("m", m, 1);
        requireAtLeast("n", n, m);
        return new ConsistencyProof(m, n, consistency(new Subtree(0, m), n).path());
    }

    /** {@return the hash of these leaves} */
    public Digest root(Subtree leaves) throws E {
        return leaves.width() == 0 ? MerkleHash.emptyRoot() : subtree(leaves.start(), leaves.end());
    }

    /** {@return the proof that this leaf is in the subtree, which has it} */
    public SubtreeInclusionProof inclusion(long index, Subtree leaves) throws E {
        requireAtLeast("index", index, leaves.start());
        requireAtLeast("end", leaves.end(), index + 1);
        List<Digest> path = new ArrayList<>();
        addInclusionPath(index, leaves.start(), leaves.end(), path);
        return new SubtreeInclusionProof(index, leaves, path);
    }

    /** {@return the proof that the subtree is part of the tree of the first {@code n} leaves, its end or more} */
    public SubtreeConsistencyProof consistency(Subtree leaves, long n) throws E {
        requireAtLeast("n", n, leaves.end());
        List<Digest> path = new ArrayList<>();
        if (leaves.width() > 0) {
            addConsistencyPath(leaves, true, 0, n, path);
        }
        return new SubtreeConsistencyProof(leaves, n, path);
    }

    /** MTH over leaves [start, end); every recursion but the last finds its left part among the full subtrees. */
    private Digest subtree(long start, long end) throws E {
        long width = end - start;
        if (Long.bitCount(width) == 1) {
            int height = Long.numberOfTrailingZeros(width);
            return subtrees.root(height, start >> height);
        }
        long middle = start + split(width);
        return MerkleHash.node(subtree(start, middle), subtree(middle, end));
    }

    /** PATH of RFC 6962 §2.1.1 for a leaf in [start, end), from the leaf up. */
    private void addInclusionPath(long index, long start, long end, List<Digest> path) throws E {
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

    /**
     * SUBTREE_SUBPROOF of draft-ietf-plants-merkle-tree-certs for the part of a range that is in leaves [start, end); of
     * a range that begins at 0 it is SUBPROOF of RFC 6962 §2.1.2.
     *
     * @param known whether the verifier has the hash of that part, because it is the whole range
     */
    private void addConsistencyPath(Subtree part, boolean known, long start, long end, List<Digest> path) throws E {
        if (part.start() == start && part.end() == end) {
            if (!known) {
                path.add(subtree(start, end));
            }
            return;
        }
        long middle = start + split(end - start);
        if (part.end() <= middle) {
            addConsistencyPath(part, known, start, middle, path);
            path.add(subtree(middle, end));
        } else {
            boolean whole = part.start() >= middle;
            Subtree right = whole ? part : new Subtree(middle, part.end());
            addConsistencyPath(right, known && whole, middle, end, path);
            path.add(subtree(start, middle));
        }
    }

    /** {@return the largest power of two below width, which is at least 2} */
    private static long split(long width) {
        return Long.highestOneBit(width - 1);
    }

    private static void requireAtLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: >= " + least + ")");
        }
    }
}
