package org.folkmoot.engine;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.folkmoot.api.Bytes;
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
import org.folkmoot.core.merkle.InvalidMerkleProofException;
import org.jspecify.annotations.Nullable;

/** Remembers the newest checkpoint, once it is let go. */
final class Memory implements LedgerAdapter {
    private final CountDownLatch hold;
    private volatile @Nullable SignedCheckpoint latest;

    Memory(CountDownLatch hold) {
        this.hold = hold;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Set<LedgerCapability> capabilities() {
        return Set.of();
    }

    @Override
    public LedgerReceipt publish(SignedCheckpoint checkpoint, LogHistory history) throws LedgerException {
        try {
            if (!hold.await(30, TimeUnit.SECONDS)) {
                throw new LedgerException("never let go");
            }
        } catch (InterruptedException e) {
            throw new LedgerException("interrupted", e);
        }
        SignedCheckpoint held = latest;
        if (held != null && held.size() > checkpoint.size()) {
            return receipt(held);
        }
        if (held != null) {
            requireExtends(held, checkpoint, history);
        }
        latest = checkpoint;
        return receipt(checkpoint);
    }

    private static void requireExtends(SignedCheckpoint held, SignedCheckpoint next, LogHistory history)
            throws LedgerException {
        try {
            boolean same = held.size() == next.size();
            new ConsistencyProof(
                            held.size(),
                            next.size(),
                            same ? List.of() : history.consistencyPath(held.size(), next.size()))
                    .verify(held.root(), next.root());
        } catch (AuditException e) {
            throw new LedgerException("log unreadable", e);
        } catch (InvalidMerkleProofException e) {
            throw LedgerException.conflict("memory: another history");
        }
    }

    private static LedgerReceipt receipt(SignedCheckpoint held) {
        return new LedgerReceipt(
                "memory", TreeHead.of(held), OptionalLong.empty(), Optional.empty(), Bytes.of(new byte[0]));
    }

    @Override
    public Optional<TreeHead> latest() {
        return Optional.ofNullable(latest).map(TreeHead::of);
    }

    @Override
    public void verify(LedgerReceipt receipt, SignedCheckpoint checkpoint) throws InvalidReceiptException {
        if (!receipt.equals(receipt(checkpoint))) {
            throw new InvalidReceiptException("receipt: of another checkpoint");
        }
    }

    @Override
    public void close() {}
}
