package org.folkmoot.engine.ledger;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.api.audit.LedgerAdapter;
import org.folkmoot.api.audit.LedgerException;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.audit.Witness;
import org.folkmoot.api.audit.WitnessException;
import org.folkmoot.audit.log.TransparencyLog;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.engine.FederationEvent;
import org.folkmoot.engine.FederationListener;
import org.jspecify.annotations.Nullable;

/**
 * Shows each new checkpoint to ledgers and witnesses on a thread of its own. Those that are down or slow get the next
 * one, and no round waits for them; one that holds another history ends the run before anything more is signed.
 */
public final class CheckpointPublisher implements AutoCloseable {
    private final TransparencyLog log;
    private final List<LedgerAdapter> ledgers;
    private final List<Witness> witnesses;
    private final FederationListener listener;
    private final Map<Witness, Long> cosigned = new HashMap<>();
    private final Queue<String> disturbances = new ConcurrentLinkedQueue<>();
    private final ExecutorService executor = Executors.newSingleThreadExecutor(CheckpointPublisher::daemon);
    private @Nullable Future<?> underWay;
    private volatile @Nullable String contradiction;

    /** Shows the checkpoints of this log; the listener hears of what goes wrong. */
    public CheckpointPublisher(
            TransparencyLog log, List<LedgerAdapter> ledgers, List<Witness> witnesses, FederationListener listener) {
        this.log = log;
        this.ledgers = List.copyOf(ledgers);
        this.witnesses = List.copyOf(witnesses);
        this.listener = listener;
    }

    /**
     * Has the newest checkpoint published, unless an earlier one is still under way; then the next call does.
     *
     * @throws AuditException if a ledger or witness holds a history that this log contradicts
     */
    public void publish() throws AuditException {
        report();
        boolean idle = underWay == null || underWay.isDone();
        if (idle && !(ledgers.isEmpty() && witnesses.isEmpty())) {
            SignedCheckpoint checkpoint = log.checkpoint();
            underWay = executor.submit(() -> publish(checkpoint));
        }
    }

    /** Waits for what is under way, but not longer than this, and reports it. */
    public void await(Duration atMost) throws AuditException, InterruptedException {
        if (underWay != null) {
            try {
                underWay.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                disturbances.add("a ledger or witness has not answered within " + atMost);
            } catch (ExecutionException e) {
                disturbances.add(String.valueOf(e.getCause()));
            }
        }
        report();
    }

    private void report() throws AuditException {
        for (String what = disturbances.poll(); what != null; what = disturbances.poll()) {
            listener.on(new FederationEvent.Disturbed(what));
        }
        if (contradiction != null) {
            throw new AuditException(contradiction + " (the log was rolled back or forked; nothing more is signed)");
        }
    }

    private void publish(SignedCheckpoint checkpoint) {
        for (LedgerAdapter ledger : ledgers) {
            try {
                publishTo(ledger, checkpoint);
            } catch (IOException | RuntimeException e) {
                disturbances.add("ledger " + ledger.name() + ": " + e.getMessage());
            }
        }
        for (Witness witness : witnesses) {
            try {
                cosign(witness, checkpoint);
            } catch (IOException | RuntimeException e) {
                disturbances.add("witness: " + e.getMessage());
            }
        }
    }

    private void publishTo(LedgerAdapter ledger, SignedCheckpoint checkpoint) throws LedgerException, AuditException {
        Optional<SignedCheckpoint> latest = ledger.latest();
        long from = latest.map(SignedCheckpoint::size).orElse(0L);
        if (from > checkpoint.size()) {
            contradiction = "ledger " + ledger.name() + " holds size " + from + ", this log has " + checkpoint.size();
            return;
        }
        ledger.publish(checkpoint, path(from, checkpoint));
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

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "folkmoot-publisher");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
