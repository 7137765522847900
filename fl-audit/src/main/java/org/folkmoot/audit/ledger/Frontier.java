package org.folkmoot.audit.ledger;

import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.core.merkle.MerkleHash;

/**
 * The right edge of a tree: all that is needed to append leaves and know the root, in O(log n) memory.
 *
 * <p>The bits of the size are the full subtrees, the largest first; appending a leaf joins equals, as a carry does.
 * Source: RFC 6962 §2.1.
 */
final class Frontier {
    private final List<Digest> subtrees;
    private long size;

    private Frontier(long size, List<Digest> subtrees) {
        this.size = size;
        this.subtrees = subtrees;
    }

    static Frontier empty() {
        return new Frontier(0, new ArrayList<>());
    }

    /** {@return the frontier that these bytes write, of a tree of this size} */
    static Frontier decode(long size, byte[] hashes) {
        if (size < 0 || hashes.length != Long.bitCount(size) * Digest.BYTES) {
            throw new IllegalArgumentException("frontier: " + hashes.length + " bytes (expected: " + Digest.BYTES
                    + " for each bit of size " + size + ")");
        }
        List<Digest> subtrees = new ArrayList<>();
        for (int from = 0; from < hashes.length; from += Digest.BYTES) {
            byte[] hash = new byte[Digest.BYTES];
            System.arraycopy(hashes, from, hash, 0, Digest.BYTES);
            subtrees.add(Digest.of(hash));
        }
        return new Frontier(size, subtrees);
    }

    byte[] encode() {
        byte[] hashes = new byte[subtrees.size() * Digest.BYTES];
        for (int i = 0; i < subtrees.size(); i++) {
            System.arraycopy(subtrees.get(i).bytes(), 0, hashes, i * Digest.BYTES, Digest.BYTES);
        }
        return hashes;
    }

    long size() {
        return size;
    }

    void append(Bytes leaf) {
        Digest hash = MerkleHash.leaf(leaf.toByteArray());
        for (long carry = size; (carry & 1) == 1; carry >>= 1) {
            hash = MerkleHash.node(subtrees.remove(subtrees.size() - 1), hash);
        }
        subtrees.add(hash);
        size++;
    }

    Digest root() {
        if (subtrees.isEmpty()) {
            return MerkleHash.emptyRoot();
        }
        Digest root = subtrees.get(subtrees.size() - 1);
        for (int i = subtrees.size() - 2; i >= 0; i--) {
            root = MerkleHash.node(subtrees.get(i), root);
        }
        return root;
    }
}
