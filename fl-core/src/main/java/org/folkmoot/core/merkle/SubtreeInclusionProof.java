package org.folkmoot.core.merkle;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.folkmoot.api.Digest;

/**
 * A claim that a certain leaf is at {@code index} of the log, in a subtree of it. It comes from the other side; nothing
 * holds until {@link #verify} returns.
 *
 * <p>Guarantees: immutable; exactly one path is accepted for a given leaf, index, subtree and hash. Does not guarantee
 * that the subtree is one of a certain log: see {@link SubtreeConsistencyProof}.
 *
 * <p>Source: draft-ietf-plants-merkle-tree-certs, "Subtree Inclusion Proofs".
 *
 * @param index the position of the leaf in the log, from 0
 * @param subtree the leaves under the hash
 * @param path the sibling hashes from the leaf up
 */
public record SubtreeInclusionProof(long index, Subtree subtree, List<Digest> path) {

    /** Copies the path. */
    public SubtreeInclusionProof {
        requireNonNull(subtree, "subtree");
        path = List.copyOf(path);
    }

    /**
     * Returns if the leaf is in the subtree with this hash, at the claimed place.
     *
     * @throws InvalidMerkleProofException if the numbers make no sense, or the path does not lead to the hash
     */
    public void verify(Digest leafHash, Digest subtreeHash) throws InvalidMerkleProofException {
        if (index < subtree.start() || index >= subtree.end()) {
            throw new InvalidMerkleProofException(
                    "index: " + index + " (expected: in [" + subtree.start() + ", " + subtree.end() + "))");
        }
        new InclusionProof(index - subtree.start(), subtree.width(), path).verify(leafHash, subtreeHash);
    }
}
