package org.folkmoot.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.api.audit.LedgerAdapter;
import org.folkmoot.api.audit.LedgerException;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.audit.Witness;
import org.folkmoot.api.audit.WitnessException;
import org.folkmoot.audit.log.TransparencyLog;
import org.folkmoot.core.storage.DurableFiles;

/**
 * Shows each new checkpoint to ledgers and witnesses. Those that are down get the next one; nothing waits for them.
 */
final class CheckpointPublisher {
    private final TransparencyLog log;
    private final List<LedgerAdapter> ledgers;
    private final List<Witness> witnesses;
    private final FederationListener listener;
    private final Map<Witness, Long> cosigned = new HashMap<>();
    private String keptNote = "";
    private long keptSize = -1;

    CheckpointPublisher(FederationSetup setup, TransparencyLog log, FederationListener listener) {
        this.log = log;
        this.ledgers = setup.ledgers();
        this.witnesses = setup.witnesses();
        this.listener = listener;
    }

    void publish() throws AuditException {
        SignedCheckpoint checkpoint = log.checkpoint();
        for (LedgerAdapter ledger : ledgers) {
            try {
                publishTo(ledger, checkpoint);
            } catch (LedgerException e) {
                listener.on(new FederationEvent.Disturbed("ledger " + ledger.name() + ": " + e.getMessage()));
            }
        }
        for (Witness witness : witnesses) {
            try {
                cosign(witness, checkpoint);
            } catch (WitnessException e) {
                listener.on(new FederationEvent.Disturbed("witness: " + e.getMessage()));
            }
        }
    }

    private void publishTo(LedgerAdapter ledger, SignedCheckpoint checkpoint) throws LedgerException, AuditException {
        Optional<SignedCheckpoint> latest = ledger.latest();
        long from = latest.map(SignedCheckpoint::size).orElse(0L);
        if (from > checkpoint.size()) {
            throw new LedgerException("it holds size " + from + " (expected: at most " + checkpoint.size()
                    + "): the log was rolled back");
        }
        ledger.publish(checkpoint, path(from, checkpoint));
    }

    private void cosign(Witness witness, SignedCheckpoint checkpoint) throws WitnessException, AuditException {
        long from = cosigned.getOrDefault(witness, 0L);
        String cosignature = witness.cosign(checkpoint, from, path(from, checkpoint));
        keep(checkpoint, cosignature);
        cosigned.put(witness, checkpoint.size());
    }

    /** The note with the cosignatures of one size; the log's own checkpoint file stays as the log signed it. */
    private void keep(SignedCheckpoint checkpoint, String cosignature) throws AuditException {
        String note =
                checkpoint.size() == keptSize ? keptNote : checkpoint.note().utf8();
        keptNote = note + cosignature.strip() + "\n";
        keptSize = checkpoint.size();
        try {
            DurableFiles.write(log.folder().resolve("checkpoint.cosigned"), keptNote.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AuditException("cosigned checkpoint: " + e.getMessage(), e);
        }
    }

    private List<Digest> path(long from, SignedCheckpoint to) throws AuditException {
        return from == 0 || from == to.size() ? List.of() : log.consistencyPath(from, to.size());
    }
}
