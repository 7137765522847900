package org.folkmoot.core.merkle;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.folkmoot.api.Digest;

/**
 * A claim that a certain leaf is at {@code index} in the tree of {@code size} leaves. It comes from the other side, so
 * any numbers and any path may be claimed; nothing holds until {@link #verify} returns.
 *
 * <p>Guarantees: immutable; exactly one path is accepted for a given leaf, index, size and root. Does not guarantee
 * that the root is one the verifier should trust, nor that {@code size} is the size of the tree with that root: take
 * both from one signed checkpoint.
 *
 * <p>Source: RFC 6962 §2.1.1; the algorithm is that of RFC 9162 §2.1.3.2.
 *
 * @param index the position of the leaf, from 0
 * @param size the number of leaves of the tree
 * @param path the sibling hashes from the leaf up
 */
public record InclusionProof(long index, long size, List<Digest> path) {

    /** Copies the path. */
    public InclusionProof {
        path = List.copyOf(path);
    }

    /**
     * Returns if the leaf is in the tree at the claimed place.
     *
     * @throws InvalidMerkleProofException if the numbers make no sense, or the path does not lead to the root
     */
    public void verify(Digest leafHash, Digest root) throws InvalidMerkleProofException {
        requireNonNull(leafHash, "leafHash");
        requireNonNull(root, "root");
        if (index < 0 || index >= size) {
            throw new InvalidMerkleProofException("index: " + index + " (expected: in [0, " + size + "))");
        }
        PathClimb climb = new PathClimb(index, size - 1);
        Digest hash = leafHash;
        for (Digest sibling : path) {
            hash = climb.siblingIsLeft() ? MerkleHash.node(sibling, hash) : MerkleHash.node(hash, sibling);
            climb.up();
        }
        climb.requireTop(path.size());
        if (!hash.equals(root)) {
            throw new InvalidMerkleProofException(
                    "root: " + hash.hex() + " for leaf " + index + " of " + size + " (expected: " + root.hex() + ")");
        }
    }
}
