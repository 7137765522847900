package org.folkmoot.core.merkle;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.folkmoot.api.Digest;

/**
 * A claim that a subtree is part of the tree of {@code size} leaves, so that whoever signed the tree vouches for the
 * subtree. It comes from the other side; nothing holds until {@link #verify} returns.
 *
 * <p>Guarantees: immutable; exactly one path is accepted for a given subtree, size and hashes. Of a subtree without
 * leaves nothing is proven, and the root is not looked at. For a subtree that begins at 0 this is the
 * {@link ConsistencyProof}.
 *
 * <p>Source: draft-ietf-plants-merkle-tree-certs, "Subtree Consistency Proofs".
 *
 * @param subtree the leaves under the older hash
 * @param size the number of leaves of the tree
 * @param path the hashes, in the order of the draft
 */
public record SubtreeConsistencyProof(Subtree subtree, long size, List<Digest> path) {

    /** Copies the path. */
    public SubtreeConsistencyProof {
        requireNonNull(subtree, "subtree");
        path = List.copyOf(path);
    }

    /**
     * Returns if the subtree with this hash is in the tree with this root.
     *
     * @throws InvalidMerkleProofException if the numbers make no sense, or the path does not lead to both hashes
     */
    public void verify(Digest subtreeHash, Digest root) throws InvalidMerkleProofException {
        requireNonNull(subtreeHash, "subtreeHash");
        requireNonNull(root, "root");
        if (size < subtree.end()) {
            throw new InvalidMerkleProofException("size: " + size + " (expected: >= " + subtree.end() + ")");
        }
        if (subtree.width() == 0) {
            requireLength(path.isEmpty(), "0");
            requireHash("subtree", subtreeHash, MerkleHash.emptyRoot());
        } else {
            climb(subtreeHash, root);
        }
    }

    /** Both hashes are rebuilt in one climb, from the largest full subtree on the right edge of the range. */
    private void climb(Digest subtreeHash, Digest root) throws InvalidMerkleProofException {
        RangeClimb climb = new RangeClimb(subtree, size);
        boolean startIsSubtree = climb.skipFullSubtree();
        requireLength(startIsSubtree || !path.isEmpty(), ">= 1");
        Digest older = startIsSubtree ? subtreeHash : path.get(0);
        Digest newer = older;
        for (Digest hash : startIsSubtree ? path : path.subList(1, path.size())) {
            requireLength(!climb.isAtTop(), "fewer");
            if (climb.siblingIsLeft()) {
                older = climb.isInsideRange() ? MerkleHash.node(hash, older) : older;
                newer = MerkleHash.node(hash, newer);
                climb.skipToRightChild();
            } else {
                newer = MerkleHash.node(newer, hash);
            }
            climb.up();
        }
        requireLength(climb.isAtTop(), "more");
        requireHash("subtree", older, subtreeHash);
        requireHash("root", newer, root);
    }

    private void requireLength(boolean fits, String expected) throws InvalidMerkleProofException {
        if (!fits) {
            throw new InvalidMerkleProofException("path: " + path.size() + " hashes (expected: " + expected + ")");
        }
    }

    private void requireHash(String which, Digest found, Digest expected) throws InvalidMerkleProofException {
        if (!found.equals(expected)) {
            throw new InvalidMerkleProofException(which + ": " + found.hex() + " for " + subtree + " of " + size
                    + " (expected: " + expected.hex() + ")");
        }
    }

    /** The positions, on the level reached, of the first and last node of the range and of the last node of the tree. */
    private static final class RangeClimb {
        private long first;
        private long last;
        private long treeLast;

        RangeClimb(Subtree range, long size) {
            first = range.start();
            last = range.end() - 1;
            treeLast = size - 1;
        }

        /** Moves up to the node from which the path leads on; {@return whether that node is the whole range} */
        boolean skipFullSubtree() {
            boolean rightEdge = last == treeLast;
            while (first != last && (rightEdge || (last & 1) == 1)) {
                up();
            }
            return first == last;
        }

        boolean siblingIsLeft() {
            return (last & 1) == 1 || last == treeLast;
        }

        boolean isInsideRange() {
            return first < last;
        }

        boolean isAtTop() {
            return treeLast == 0;
        }

        /** A node without a right neighbour is its own parent until it is a right child. */
        void skipToRightChild() {
            while ((last & 1) == 0) {
                up();
            }
        }

        void up() {
            first >>= 1;
            last >>= 1;
            treeLast >>= 1;
        }
    }
}
