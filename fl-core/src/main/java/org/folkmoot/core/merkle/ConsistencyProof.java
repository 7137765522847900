package org.folkmoot.core.merkle;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.folkmoot.api.Digest;

/**
 * A claim that the tree of {@code from} leaves is a prefix of the tree of {@code to} leaves, so nothing in it was
 * changed or removed. It comes from the other side; nothing holds until {@link #verify} returns.
 *
 * <p>Guarantees: immutable; exactly one path is accepted for given sizes and roots. An empty tree is a prefix of all
 * others, which would prove nothing: {@code from} = 0 is refused. Does not guarantee that the roots are to be trusted.
 *
 * <p>Source: RFC 6962 §2.1.2; the algorithm is that of RFC 9162 §2.1.4.2.
 *
 * @param from the number of leaves of the older tree, at least 1 to be valid
 * @param to the number of leaves of the newer tree
 * @param path the hashes, in the order of the RFC
 */
public record ConsistencyProof(long from, long to, List<Digest> path) {

    /** Copies the path. */
    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /**
     * Returns if the tree with {@code toRoot} extends the tree with {@code fromRoot}.
     *
     * @throws InvalidMerkleProofException if the numbers make no sense, or the path does not lead to both roots
     */
    public void verify(Digest fromRoot, Digest toRoot) throws InvalidMerkleProofException {
        requireNonNull(fromRoot, "fromRoot");
        requireNonNull(toRoot, "toRoot");
        if (from < 1 || from > to) {
            throw new InvalidMerkleProofException("from: " + from + " (expected: in [1, " + to + "])");
        }
        if (from == to) {
            verifySame(fromRoot, toRoot);
        } else {
            climb(fromRoot, toRoot);
        }
    }

    private void verifySame(Digest fromRoot, Digest toRoot) throws InvalidMerkleProofException {
        if (!path.isEmpty()) {
            throw new InvalidMerkleProofException("path: " + path.size() + " hashes (expected: 0)");
        }
        requireRoot("to", toRoot, fromRoot);
    }

    /** Both roots are rebuilt in one climb, from the largest full subtree on the right edge of the older tree. */
    private void climb(Digest fromRoot, Digest toRoot) throws InvalidMerkleProofException {
        boolean startIsFromRoot = Long.bitCount(from) == 1;
        if (path.isEmpty() && !startIsFromRoot) {
            throw new InvalidMerkleProofException("path: 0 hashes (expected: >= 1)");
        }
        PathClimb climb = new PathClimb(from - 1, to - 1);
        climb.skipFullSubtree();
        Digest older = startIsFromRoot ? fromRoot : path.get(0);
        Digest newer = older;
        for (Digest hash : startIsFromRoot ? path : path.subList(1, path.size())) {
            if (climb.siblingIsLeft()) {
                older = MerkleHash.node(hash, older);
                newer = MerkleHash.node(hash, newer);
            } else {
                newer = MerkleHash.node(newer, hash);
            }
            climb.up();
        }
        climb.requireTop(path.size());
        requireRoot("from", older, fromRoot);
        requireRoot("to", newer, toRoot);
    }

    private void requireRoot(String which, Digest found, Digest expected) throws InvalidMerkleProofException {
        if (!found.equals(expected)) {
            throw new InvalidMerkleProofException(which + " root: " + found.hex() + " for sizes " + from + " and " + to
                    + " (expected: " + expected.hex() + ")");
        }
    }
}
