package org.folkmoot.testkit.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.LogHistory;
import org.folkmoot.core.merkle.GrowingMerkleTree;
import org.folkmoot.core.merkle.MerkleHash;

/** A log in memory, whose leaves follow from its name. */
final class GrowingLog implements LogHistory {
    private final List<Bytes> leaves = new ArrayList<>();
    private final GrowingMerkleTree tree = GrowingMerkleTree.create();

    private GrowingLog() {}

    static GrowingLog of(String name, int size) {
        return of("", 0, name, size);
    }

    /** {@return a log that begins as one and goes on as another} */
    static GrowingLog of(String beginning, int common, String name, int size) {
        GrowingLog log = new GrowingLog();
        for (int i = 0; i < size; i++) {
            byte[] leaf = ((i < common ? beginning : name) + " " + i).getBytes(StandardCharsets.UTF_8);
            log.leaves.add(Bytes.of(leaf));
            log.tree.append(MerkleHash.leaf(leaf));
        }
        return log;
    }

    Digest root(long size) {
        return tree.root(size);
    }

    @Override
    public Bytes leaf(long index) {
        return leaves.get((int) index);
    }

    @Override
    public List<Digest> consistencyPath(long from, long to) {
        return from == 0 ? List.of() : tree.consistency(from, to).path();
    }
}
