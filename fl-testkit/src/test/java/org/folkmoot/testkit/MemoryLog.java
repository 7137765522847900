package org.folkmoot.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.api.audit.AuditSink;
import org.folkmoot.api.audit.LeafReceipt;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.core.merkle.GrowingMerkleTree;
import org.folkmoot.core.merkle.MerkleHash;

/** A log that keeps its folders in memory; correct, unless it is told to lose the last leaf when it is closed. */
final class MemoryLog implements AuditSink {
    private static final Map<Path, MemoryLog> FOLDERS = new HashMap<>();

    private final boolean forgetful;
    private final List<Bytes> leaves = new ArrayList<>();
    private final GrowingMerkleTree tree = GrowingMerkleTree.create();
    private boolean open = true;

    private MemoryLog(boolean forgetful) {
        this.forgetful = forgetful;
    }

    static synchronized MemoryLog open(Path folder, boolean forgetful) throws AuditException {
        MemoryLog log = new MemoryLog(forgetful);
        MemoryLog before = FOLDERS.get(folder);
        if (before != null) {
            before.copyTo(log);
        }
        FOLDERS.put(folder, log);
        return log;
    }

    private synchronized void copyTo(MemoryLog next) throws AuditException {
        if (open) {
            throw new AuditException("folder: in use (expected: free)");
        }
        int kept = forgetful ? leaves.size() - 1 : leaves.size();
        for (Bytes leaf : leaves.subList(0, kept)) {
            next.append(leaf);
        }
    }

    @Override
    public String origin() {
        return "testkit.example/log";
    }

    @Override
    public synchronized long size() {
        return tree.size();
    }

    @Override
    public synchronized Bytes leaf(long index) {
        return leaves.get(Math.toIntExact(index));
    }

    @Override
    public synchronized LeafReceipt append(Bytes leaf) throws AuditException {
        if (!open) {
            throw new AuditException("log: closed (expected: open)");
        }
        if (leaf.size() < 1 || leaf.size() > MAX_LEAF_BYTES) {
            throw new IllegalArgumentException(
                    "leaf: " + leaf.size() + " bytes (expected: in [1, " + MAX_LEAF_BYTES + "])");
        }
        leaves.add(leaf);
        Digest leafHash = MerkleHash.leaf(leaf.toByteArray());
        return new LeafReceipt(tree.append(leafHash), leafHash);
    }

    @Override
    public synchronized SignedCheckpoint checkpoint() {
        return new SignedCheckpoint(origin(), tree.size(), tree.root(), Bytes.utf8("unsigned"));
    }

    @Override
    public synchronized List<Digest> inclusionPath(long index, long size) {
        return tree.inclusion(index, size).path();
    }

    @Override
    public synchronized List<Digest> consistencyPath(long from, long to) {
        return tree.consistency(from, to).path();
    }

    @Override
    public synchronized void close() {
        open = false;
    }
}
