package org.folkmoot.audit.ledger;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
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
import org.folkmoot.api.audit.Witness;
import org.folkmoot.api.audit.WitnessException;
import org.folkmoot.audit.note.Checkpoints;
import org.folkmoot.audit.note.Cosignatures;
import org.folkmoot.audit.note.InvalidNoteSignatureException;
import org.folkmoot.audit.note.MalformedNoteException;
import org.folkmoot.audit.note.NoteSignature;
import org.folkmoot.audit.note.SignedNote;
import org.folkmoot.audit.note.VerifierKey;

/**
 * Takes a witness for a ledger: what it last cosigned is remembered in a folder, with the cosignature.
 *
 * <p>Guarantees: those of {@link LedgerAdapter}. The witness itself refuses forks, whoever asks it, also where the folder
 * was lost or set back; a receipt carries its cosignature and verifies without asking anybody. A witness cannot be asked
 * what it holds, so {@link #latest} is what it is known to have cosigned; where it turns out to have seen a longer log,
 * that is a conflict. Time is as the witness says it. Safe for several threads; waits as long as the witness waits, twice.
 *
 * <p>Source: C2SP tlog-witness, tlog-cosignature.
 */
public final class WitnessLedger implements LedgerAdapter {
    private static final Set<LedgerCapability> CAPABILITIES =
            Set.of(LedgerCapability.ANCHORS, LedgerCapability.TIMESTAMPS, LedgerCapability.ENFORCES_CONSISTENCY);

    private final Witness witness;
    private final VerifierKey witnessKey;
    private final FolderLedger memory;
    private final CheckpointGate gate;

    private WitnessLedger(Witness witness, FolderLedger memory, VerifierKey logKey) {
        this.witness = witness;
        this.witnessKey = VerifierKey.parse(witness.verifierKey()).requireCosigner();
        this.memory = memory;
        this.gate = CheckpointGate.of("witness " + witnessKey.name(), logKey);
    }

    /**
     * {@return the ledger that this witness is}
     *
     * @param folder remembers what it cosigned; of this witness and log alone
     * @param witness such as {@link org.folkmoot.audit.witness.HttpWitness}
     */
    public static WitnessLedger open(Path folder, Witness witness, VerifierKey logKey) throws LedgerException {
        return new WitnessLedger(witness, FolderLedger.open(folder, logKey), logKey);
    }

    @Override
    public String name() {
        return "witness " + witnessKey.name();
    }

    @Override
    public Set<LedgerCapability> capabilities() {
        return CAPABILITIES;
    }

    @Override
    public synchronized LedgerReceipt publish(SignedCheckpoint checkpoint, LogHistory history) throws LedgerException {
        Optional<SignedCheckpoint> held = memory.checkpoint();
        gate.requireGenuine(checkpoint);
        Optional<List<Digest>> path = gate.path(held.map(TreeHead::of), checkpoint, history);
        if (path.isEmpty()) {
            return receipt(held.orElseThrow());
        }
        long from = held.map(SignedCheckpoint::size).orElse(0L);
        SignedCheckpoint cosigned = cosigned(checkpoint, cosign(checkpoint, from, path.get(), history));
        memory.publish(cosigned, history);
        return receipt(cosigned);
    }

    /** The witness may have seen more than the folder knows; it says so, and is asked once more. */
    private String cosign(SignedCheckpoint checkpoint, long from, List<Digest> path, LogHistory history)
            throws LedgerException {
        try {
            return witness.cosign(checkpoint, from, path);
        } catch (WitnessException e) {
            long seen = e.seenSize().orElse(-1);
            if (e.isConflict() || seen > checkpoint.size()) {
                throw LedgerException.conflict("ledger " + name() + ": " + e.getMessage());
            }
            if (seen < 0 || seen == from) {
                throw new LedgerException("ledger " + name() + ": " + e.getMessage(), e);
            }
            return cosignFrom(checkpoint, seen, history);
        }
    }

    private String cosignFrom(SignedCheckpoint checkpoint, long seen, LogHistory history) throws LedgerException {
        try {
            boolean needsPath = seen > 0 && seen < checkpoint.size();
            return witness.cosign(
                    checkpoint, seen, needsPath ? history.consistencyPath(seen, checkpoint.size()) : List.of());
        } catch (WitnessException e) {
            String message = "ledger " + name() + ": " + e.getMessage();
            throw e.isConflict() ? LedgerException.conflict(message) : new LedgerException(message, e);
        } catch (AuditException e) {
            throw new LedgerException("ledger " + name() + ": the log gives no path: " + e.getMessage(), e);
        }
    }

    private SignedCheckpoint cosigned(SignedCheckpoint checkpoint, String lines) throws LedgerException {
        try {
            return Checkpoints.withCosignature(checkpoint, witnessKey, lines);
        } catch (MalformedNoteException | InvalidNoteSignatureException e) {
            throw new LedgerException("ledger " + name() + ": no cosignature: " + e.getMessage(), e);
        }
    }

    private LedgerReceipt receipt(SignedCheckpoint cosigned) throws LedgerException {
        try {
            SignedNote note = SignedNote.parse(cosigned.note());
            String lines = note.signatures().stream()
                    .filter(this::isOfWitness)
                    .map(NoteSignature::line)
                    .collect(Collectors.joining());
            return new LedgerReceipt(
                    name(),
                    TreeHead.of(cosigned),
                    OptionalLong.empty(),
                    Optional.of(Cosignatures.verify(note, witnessKey)),
                    Bytes.utf8(lines));
        } catch (MalformedNoteException | InvalidNoteSignatureException e) {
            throw new LedgerException("ledger " + name() + ": what it remembers: " + e.getMessage(), e);
        }
    }

    private boolean isOfWitness(NoteSignature signature) {
        return signature.name().equals(witnessKey.name()) && signature.keyId().equals(witnessKey.keyId());
    }

    @Override
    public Optional<TreeHead> latest() throws LedgerException {
        return memory.latest();
    }

    /** {@return the newest checkpoint that the witness is known to have cosigned, with the cosignature} */
    public Optional<SignedCheckpoint> checkpoint() throws LedgerException {
        return memory.checkpoint();
    }

    @Override
    public void verify(LedgerReceipt receipt, SignedCheckpoint checkpoint)
            throws InvalidReceiptException, LedgerException {
        memory.requireOpen();
        gate.requireFor(receipt, checkpoint);
        try {
            String line = receipt.evidence().utf8();
            SignedCheckpoint cosigned = Checkpoints.withCosignature(checkpoint, witnessKey, line);
            Instant time = Cosignatures.verify(SignedNote.parse(cosigned.note()), witnessKey);
            CheckpointGate.requireEqual(
                    receipt,
                    new LedgerReceipt(
                            name(), receipt.tree(), OptionalLong.empty(), Optional.of(time), Bytes.utf8(line)));
        } catch (MalformedNoteException | InvalidNoteSignatureException e) {
            throw new InvalidReceiptException("receipt: no cosignature of " + witnessKey + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws LedgerException {
        memory.close();
    }
}
