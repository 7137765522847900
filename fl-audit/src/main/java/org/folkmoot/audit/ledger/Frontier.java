package org.folkmoot.audit.ledger;

import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.core.merkle.CompactRange;
import org.folkmoot.core.merkle.MerkleHash;

/** The right edge of a tree as a column of a table: the hashes of a {@link CompactRange}, one after the other. */
final class Frontier {
    private final CompactRange range;

    private Frontier(CompactRange range) {
        this.range = range;
    }

    static Frontier empty() {
        return new Frontier(CompactRange.empty());
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
        return new Frontier(CompactRange.of(size, subtrees));
    }

    byte[] encode() {
        List<Digest> subtrees = range.nodes();
        byte[] hashes = new byte[subtrees.size() * Digest.BYTES];
        for (int i = 0; i < subtrees.size(); i++) {
            System.arraycopy(subtrees.get(i).bytes(), 0, hashes, i * Digest.BYTES, Digest.BYTES);
        }
        return hashes;
    }

    long size() {
        return range.size();
    }

    void append(Bytes leaf) {
        range.append(MerkleHash.leaf(leaf.toByteArray()));
    }

    Digest root() {
        return range.root();
    }
}
