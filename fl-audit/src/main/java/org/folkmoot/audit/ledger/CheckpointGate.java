package org.folkmoot.audit.ledger;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.api.audit.InvalidReceiptException;
import org.folkmoot.api.audit.LedgerException;
import org.folkmoot.api.audit.LedgerReceipt;
import org.folkmoot.api.audit.LogHistory;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.audit.TreeHead;
import org.folkmoot.audit.note.Checkpoints;
import org.folkmoot.audit.note.InvalidNoteSignatureException;
import org.folkmoot.audit.note.MalformedNoteException;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.core.merkle.ConsistencyProof;
import org.folkmoot.core.merkle.InvalidMerkleProofException;

/**
 * What a ledger checks before it takes a checkpoint, the same for every place: that the log signed it, and that it
 * extends what is held. Safe for several threads.
 */
public final class CheckpointGate {
    private final String ledger;
    private final VerifierKey logKey;

    private CheckpointGate(String ledger, VerifierKey logKey) {
        this.ledger = ledger;
        this.logKey = logKey;
    }

    /** {@return the gate of a ledger of this name, for the log with this key} */
    public static CheckpointGate of(String ledger, VerifierKey logKey) {
        return new CheckpointGate(requireNonNull(ledger, "ledger"), logKey.requireLog());
    }

    /** {@return the name of the log} */
    public String origin() {
        return logKey.name();
    }

    /** {@return the key of the log} */
    public VerifierKey logKey() {
        return logKey;
    }

    /** Returns if the log signed the checkpoint, and it says what its note says. */
    public void requireGenuine(SignedCheckpoint checkpoint) throws LedgerException {
        Optional<String> fault = faultOf(checkpoint);
        if (fault.isPresent()) {
            throw new LedgerException("ledger " + ledger + ": " + fault.get());
        }
    }

    private Optional<String> faultOf(SignedCheckpoint checkpoint) {
        try {
            SignedCheckpoint signed = Checkpoints.open(checkpoint.note(), logKey);
            return TreeHead.of(signed).equals(TreeHead.of(checkpoint))
                    ? Optional.empty()
                    : Optional.of("checkpoint: size " + checkpoint.size() + ", root " + checkpoint.root()
                            + " (expected: what its note says, size " + signed.size() + ", root " + signed.root()
                            + ")");
        } catch (MalformedNoteException | InvalidNoteSignatureException e) {
            return Optional.of("no checkpoint of " + logKey.name() + ": " + e.getMessage());
        }
    }

    /**
     * {@return the path from what is held to the checkpoint, checked; nothing where what is held covers the checkpoint}
     *
     * @throws LedgerException if the log cannot be read, or, as a conflict, the path does not lead there
     */
    public Optional<List<Digest>> path(Optional<TreeHead> held, SignedCheckpoint next, LogHistory history)
            throws LedgerException {
        if (held.isEmpty()) {
            return Optional.of(List.of());
        }
        TreeHead from = held.get();
        if (next.size() < from.size() || TreeHead.of(next).equals(from)) {
            return Optional.empty();
        }
        if (next.size() == from.size()) {
            throw conflict(from, next, "other root " + next.root() + " (expected: " + from.root() + ")");
        }
        return Optional.of(from.size() == 0 ? List.of() : checked(from, next, history));
    }

    private List<Digest> checked(TreeHead from, SignedCheckpoint next, LogHistory history) throws LedgerException {
        try {
            List<Digest> path = history.consistencyPath(from.size(), next.size());
            new ConsistencyProof(from.size(), next.size(), path).verify(from.root(), next.root());
            return path;
        } catch (AuditException e) {
            throw new LedgerException("ledger " + ledger + ": the log gives no path: " + e.getMessage(), e);
        } catch (InvalidMerkleProofException e) {
            throw conflict(from, next, e.getMessage() + "");
        }
    }

    private LedgerException conflict(TreeHead from, SignedCheckpoint next, String why) {
        return LedgerException.conflict("ledger " + ledger + ": size " + next.size()
                + " does not extend the tree it holds, of size " + from.size() + ": " + why);
    }

    /** Returns if the receipt is of a ledger of this name, for the tree of this checkpoint, which the log signed. */
    public void requireFor(LedgerReceipt receipt, SignedCheckpoint checkpoint) throws InvalidReceiptException {
        Optional<String> fault = faultOf(checkpoint);
        if (fault.isPresent()) {
            throw new InvalidReceiptException("receipt: " + fault.get());
        }
        if (!receipt.ledger().equals(ledger)) {
            throw new InvalidReceiptException("receipt: of ledger " + receipt.ledger() + " (expected: " + ledger + ")");
        }
        if (!receipt.tree().equals(TreeHead.of(checkpoint))) {
            throw new InvalidReceiptException(
                    "receipt: for size " + receipt.tree().size() + ", root "
                            + receipt.tree().root() + " (expected: those of the checkpoint, " + checkpoint.size() + ", "
                            + checkpoint.root() + ")");
        }
    }

    /** {@return the receipt of a ledger that has no evidence to give and has to be asked again} */
    static LedgerReceipt bareReceipt(String ledger, TreeHead tree) {
        return new LedgerReceipt(ledger, tree, OptionalLong.empty(), Optional.empty(), Bytes.of(new byte[0]));
    }

    /** Returns if the receipt is the one that the ledger would give out now for the tree. */
    public static void requireEqual(LedgerReceipt receipt, LedgerReceipt genuine) throws InvalidReceiptException {
        if (!receipt.equals(genuine)) {
            throw new InvalidReceiptException("receipt: " + receipt + " (expected: " + genuine + ")");
        }
    }
}
