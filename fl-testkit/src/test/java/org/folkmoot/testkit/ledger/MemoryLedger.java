package org.folkmoot.testkit.ledger;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.api.audit.InvalidReceiptException;
import org.folkmoot.api.audit.LedgerAdapter;
import org.folkmoot.api.audit.LedgerCapability;
import org.folkmoot.api.audit.LedgerException;
import org.folkmoot.api.audit.LedgerReceipt;
import org.folkmoot.api.audit.LogHistory;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.audit.TreeHead;
import org.folkmoot.core.merkle.ConsistencyProof;
import org.folkmoot.core.merkle.GrowingMerkleTree;
import org.folkmoot.core.merkle.InvalidMerkleProofException;
import org.folkmoot.core.merkle.MerkleHash;

/** A ledger that keeps its folders in memory, leaves and all. */
final class MemoryLedger implements LedgerAdapter {
    static final String ORIGIN = "testkit.example/log";

    private static final Map<Path, Store> STORES = new ConcurrentHashMap<>();

    private final Store store;
    private final boolean credulous;
    private boolean closed;

    MemoryLedger(Path folder, boolean credulous) {
        this.store = STORES.computeIfAbsent(folder, any -> new Store());
        this.credulous = credulous;
    }

    static String note(long size, Digest root) {
        return size + " " + root;
    }

    static AutoCloseable outage(Path folder) {
        Store store = STORES.computeIfAbsent(folder, any -> new Store());
        store.down = true;
        return () -> store.down = false;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Set<LedgerCapability> capabilities() {
        return Set.copyOf(EnumSet.of(LedgerCapability.STORES_ENTRIES));
    }

    @Override
    public LedgerReceipt publish(SignedCheckpoint checkpoint, LogHistory history) throws LedgerException {
        requireOpen();
        synchronized (store) {
            store.requireUp();
            if (!isGenuine(checkpoint)) {
                throw new LedgerException("checkpoint: not signed by the log");
            }
            Optional<TreeHead> held = store.latest();
            boolean news = held.isEmpty() || checkpoint.size() > held.get().size();
            if (held.isPresent() && checkpoint.size() >= held.get().size() && !credulous) {
                requireExtends(held.get(), checkpoint, history);
            }
            if (news) {
                store.take(checkpoint, history, credulous);
            }
            return receipt(store.latest().orElseThrow());
        }
    }

    private static void requireExtends(TreeHead from, SignedCheckpoint to, LogHistory history) throws LedgerException {
        if (from.size() == 0 || (from.size() == to.size() && from.root().equals(to.root()))) {
            return;
        }
        try {
            List<Digest> path = from.size() == to.size() ? List.of() : history.consistencyPath(from.size(), to.size());
            new ConsistencyProof(from.size(), to.size(), path).verify(from.root(), to.root());
        } catch (InvalidMerkleProofException e) {
            throw LedgerException.conflict("checkpoint: contradicts the latest");
        } catch (AuditException e) {
            throw new LedgerException("log: " + e.getMessage(), e);
        }
    }

    private static boolean isGenuine(SignedCheckpoint checkpoint) {
        return checkpoint.origin().equals(ORIGIN)
                && checkpoint.note().equals(Bytes.utf8(note(checkpoint.size(), checkpoint.root())));
    }

    private static LedgerReceipt receipt(TreeHead tree) {
        return new LedgerReceipt("memory", tree, OptionalLong.empty(), Optional.empty(), Bytes.of(new byte[0]));
    }

    @Override
    public Optional<TreeHead> latest() throws LedgerException {
        requireOpen();
        store.requireUp();
        synchronized (store) {
            return store.latest();
        }
    }

    @Override
    public void verify(LedgerReceipt receipt, SignedCheckpoint checkpoint)
            throws InvalidReceiptException, LedgerException {
        requireOpen();
        store.requireUp();
        TreeHead tree = TreeHead.of(checkpoint);
        synchronized (store) {
            Digest taken = store.accepted.get(tree.size());
            boolean accepted = taken != null && taken.equals(tree.root());
            if (!credulous && (!isGenuine(checkpoint) || !accepted || !receipt.equals(receipt(tree)))) {
                throw new InvalidReceiptException("receipt: not given out for this checkpoint");
            }
        }
    }

    @Override
    public Bytes leaf(long index) {
        requireOpen();
        synchronized (store) {
            if (index < 0 || index >= store.leaves.size()) {
                throw new IllegalArgumentException("index: " + index + " (expected: in [0, size))");
            }
            return store.leaves.get((int) index);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("closed");
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    /** What stands for a folder. */
    private static final class Store {
        private final TreeMap<Long, Digest> accepted = new TreeMap<>();
        private final List<Bytes> leaves = new ArrayList<>();
        private volatile boolean down;

        private void requireUp() throws LedgerException {
            if (down) {
                throw new LedgerException("down");
            }
        }

        private Optional<TreeHead> latest() {
            return Optional.ofNullable(accepted.lastEntry())
                    .map(last -> new TreeHead(ORIGIN, last.getKey(), last.getValue()));
        }

        private void take(SignedCheckpoint checkpoint, LogHistory history, boolean credulous) throws LedgerException {
            GrowingMerkleTree next = GrowingMerkleTree.create();
            List<Bytes> added = new ArrayList<>();
            try {
                for (long i = 0; i < checkpoint.size(); i++) {
                    Bytes leaf = i < leaves.size() ? leaves.get((int) i) : history.leaf(i);
                    next.append(MerkleHash.leaf(leaf.toByteArray()));
                    if (i >= leaves.size()) {
                        added.add(leaf);
                    }
                }
            } catch (AuditException e) {
                throw new LedgerException("log: " + e.getMessage(), e);
            }
            if (!credulous && !next.root().equals(checkpoint.root())) {
                throw new LedgerException("leaves: not those of the checkpoint");
            }
            leaves.addAll(added);
            accepted.put(checkpoint.size(), checkpoint.root());
        }
    }
}
