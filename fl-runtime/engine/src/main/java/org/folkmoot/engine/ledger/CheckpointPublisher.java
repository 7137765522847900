package org.folkmoot.engine.ledger;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.api.audit.LedgerAdapter;
import org.folkmoot.api.audit.LedgerException;
import org.folkmoot.api.audit.LedgerReceipt;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.audit.Witness;
import org.folkmoot.api.audit.WitnessException;
import org.folkmoot.audit.log.TransparencyLog;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.engine.FederationEvent;
import org.folkmoot.engine.FederationListener;
import org.jspecify.annotations.Nullable;

/**
 * Shows each new checkpoint to ledgers and witnesses, each on a thread of its own. One that is down gets the next
 * checkpoint; one that hangs gets the newest when it is back, and holds up no round and none of the others; both are told
 * as events. One that holds another history ends the run before anything more is signed.
 */
public final class CheckpointPublisher implements AutoCloseable {
    private final TransparencyLog log;
    private final FederationListener listener;
    private final LongSupplier nanoTime;
    private final List<PublishLane> lanes = new ArrayList<>();
    private final Map<Witness, Long> cosigned = new ConcurrentHashMap<>();
    private final Queue<FederationEvent> news = new ConcurrentLinkedQueue<>();
    private volatile @Nullable String contradiction;

    /**
     * Shows the checkpoints of this log to nobody so far.
     *
     * @param listener hears on the caller's thread who holds what, and what goes wrong
     * @param nanoTime by which waiting is measured
     */
    public CheckpointPublisher(TransparencyLog log, FederationListener listener, LongSupplier nanoTime) {
        this.log = log;
        this.listener = listener;
        this.nanoTime = nanoTime;
    }

    /** {@return this publisher, which also shows checkpoints to these} */
    public CheckpointPublisher showingTo(List<LedgerAdapter> ledgers, List<Witness> witnesses) {
        for (LedgerAdapter ledger : ledgers) {
            lanes.add(lane("ledger " + ledger.name(), checkpoint -> publishTo(ledger, checkpoint)));
        }
        for (Witness witness : witnesses) {
            lanes.add(lane("witness", checkpoint -> cosign(witness, checkpoint)));
        }
        return this;
    }

    private PublishLane lane(String name, PublishLane.Publication publication) {
        return new PublishLane(name, publication, this::disturbed, nanoTime);
    }

    private void disturbed(String what) {
        news.add(new FederationEvent.Disturbed(what));
    }

    /**
     * Has the newest checkpoint published by all who are not busy with an earlier one, and by those when they are done.
     *
     * @throws AuditException if a ledger or witness holds a history that this log contradicts
     */
    public void publish() throws AuditException {
        report();
        if (!lanes.isEmpty()) {
            SignedCheckpoint checkpoint = log.checkpoint();
            lanes.forEach(lane -> lane.offer(checkpoint));
        }
    }

    /** Waits for what is under way, but in all not longer than this, and reports it. */
    public void await(Duration atMost) throws AuditException, InterruptedException {
        long start = nanoTime.getAsLong();
        for (PublishLane lane : lanes) {
            long left = atMost.toNanos() - (nanoTime.getAsLong() - start);
            if (!lane.isDone(Math.max(0, left))) {
                disturbed(lane.name() + ": has not answered within " + atMost);
            }
        }
        report();
    }

    private void report() throws AuditException {
        for (FederationEvent event = news.poll(); event != null; event = news.poll()) {
            listener.on(event);
        }
        if (contradiction != null) {
            throw new AuditException(contradiction + " (the log was rolled back or forked; nothing more is signed)");
        }
    }

    private void publishTo(LedgerAdapter ledger, SignedCheckpoint checkpoint) throws LedgerException {
        try {
            LedgerReceipt receipt = ledger.publish(checkpoint, log);
            if (receipt.tree().size() > checkpoint.size()) {
                contradiction = "ledger " + ledger.name() + " holds size "
                        + receipt.tree().size() + ", this log has " + checkpoint.size();
                return;
            }
            news.add(new FederationEvent.CheckpointHeld(receipt));
        } catch (LedgerException e) {
            if (!e.isConflict()) {
                throw e;
            }
            contradiction = e.getMessage();
        }
    }

    /** After a restart it is not known what a witness saw last; it says so, and is asked once more. */
    private void cosign(Witness witness, SignedCheckpoint checkpoint) throws IOException {
        long from = cosigned.getOrDefault(witness, 0L);
        String cosignature;
        try {
            cosignature = witness.cosign(checkpoint, from, path(from, checkpoint));
        } catch (WitnessException e) {
            long seen = e.seenSize().orElse(-1);
            if (e.isConflict() || seen > checkpoint.size()) {
                contradiction = "a witness refuses: " + e.getMessage();
                return;
            }
            if (seen < 0 || seen == from) {
                throw e;
            }
            cosignature = witness.cosign(checkpoint, seen, path(seen, checkpoint));
        }
        cosigned.put(witness, checkpoint.size());
        log.publishCosignature(checkpoint, VerifierKey.parse(witness.verifierKey()), cosignature);
    }

    private List<Digest> path(long from, SignedCheckpoint to) throws AuditException {
        return from == 0 || from == to.size() ? List.of() : log.consistencyPath(from, to.size());
    }

    @Override
    public void close() {
        lanes.forEach(PublishLane::close);
    }
}
