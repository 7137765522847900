package org.folkmoot.core.merkle;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.Digest;

/**
 * The full subtrees that a tree of some size falls into, which is all that appending and the root need.
 *
 * <p>Guarantees: O(log n) memory, O(1) hashes per leaf on average. Makes no proofs: for these see
 * {@link GrowingMerkleTree}. Not thread safe.
 *
 * <p>Source: RFC 6962 §2.1; the name is that of transparency-dev/merkle.
 */
public final class CompactRange {
    private final List<Digest> nodes;
    private long size;

    private CompactRange(long size, List<Digest> nodes) {
        this.size = size;
        this.nodes = nodes;
    }

    /** {@return the range of a tree without leaves} */
    public static CompactRange empty() {
        return new CompactRange(0, new ArrayList<>());
    }

    /**
     * {@return the range of a tree of this size}
     *
     * @param nodes as {@link #nodes} gave them, one for each bit of the size
     */
    public static CompactRange of(long size, List<Digest> nodes) {
        if (size < 0 || Long.bitCount(size) != nodes.size()) {
            throw new IllegalArgumentException(
                    "nodes: " + nodes.size() + " (expected: one for each bit of size " + size + ")");
        }
        return new CompactRange(size, new ArrayList<>(nodes));
    }

    /** Takes the hash of the next leaf, see {@link MerkleHash#leaf}. */
    public void append(Digest leafHash) {
        Digest hash = requireNonNull(leafHash, "leafHash");
        for (int height = 0; ((size >> height) & 1) == 1; height++) {
            hash = MerkleHash.node(nodes.remove(nodes.size() - 1), hash);
        }
        nodes.add(hash);
        size++;
    }

    /** {@return the number of leaves} */
    public long size() {
        return size;
    }

    /** {@return the hashes of the full subtrees, the largest first} */
    public List<Digest> nodes() {
        return List.copyOf(nodes);
    }

    /** {@return the root over all leaves} */
    public Digest root() {
        if (nodes.isEmpty()) {
            return MerkleHash.emptyRoot();
        }
        Digest hash = nodes.get(nodes.size() - 1);
        for (int i = nodes.size() - 2; i >= 0; i--) {
            hash = MerkleHash.node(nodes.get(i), hash);
        }
        return hash;
    }
}
