package org.folkmoot.audit.ledger;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.InvalidReceiptException;
import org.folkmoot.api.audit.LedgerAdapter;
import org.folkmoot.api.audit.LedgerCapability;
import org.folkmoot.api.audit.LedgerException;
import org.folkmoot.api.audit.LedgerReceipt;
import org.folkmoot.api.audit.LogHistory;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.audit.TreeHead;
import org.folkmoot.audit.note.Checkpoints;
import org.folkmoot.audit.note.InvalidNoteSignatureException;
import org.folkmoot.audit.note.MalformedNoteException;
import org.folkmoot.audit.note.SignedNote;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.core.storage.CappedFile;
import org.folkmoot.core.storage.DurableFiles;
import org.folkmoot.core.storage.FolderLock;

/**
 * Remembers the checkpoints of a log in a folder, best on another disk or machine than the log.
 *
 * <pre>
 * checkpoint        the newest
 * accepted/SIZE     each one that it took, so that receipts can be verified
 * .lock             who has the folder open
 * </pre>
 *
 * <p>Guarantees: those of {@link LedgerAdapter}; what it holds is signed by the log's key, was reached from what it held
 * before, and survives a power cut once {@link #publish} returned. Whoever can write the folder can set it back, so it
 * has no capability beyond remembering. Safe for several threads; one process at a time uses the folder.
 */
public final class FolderLedger implements LedgerAdapter {
    private static final String NAME = "folder";
    private static final String NEWEST = "checkpoint";
    private static final String ACCEPTED = "accepted";

    private final Path folder;
    private final CheckpointGate gate;
    private final FolderLock lock;
    private boolean closed;

    private FolderLedger(Path folder, CheckpointGate gate, FolderLock lock) {
        this.folder = folder;
        this.gate = gate;
        this.lock = lock;
    }

    /** {@return the ledger in this folder, made if it does not exist, for the log with this key} */
    public static FolderLedger open(Path folder, VerifierKey logKey) throws LedgerException {
        CheckpointGate gate = CheckpointGate.of(NAME, logKey);
        Path absolute = folder.toAbsolutePath().normalize();
        try {
            FolderLock lock = FolderLock.acquire(absolute);
            try {
                Files.createDirectories(absolute.resolve(ACCEPTED));
                DurableFiles.forceFolder(absolute);
            } catch (IOException e) {
                lock.close();
                throw e;
            }
            return new FolderLedger(absolute, gate, lock);
        } catch (IOException e) {
            throw new LedgerException("ledger " + folder + ": cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<LedgerCapability> capabilities() {
        return Set.of();
    }

    @Override
    public synchronized LedgerReceipt publish(SignedCheckpoint checkpoint, LogHistory history) throws LedgerException {
        requireOpen();
        gate.requireGenuine(checkpoint);
        Optional<TreeHead> held = latest();
        Optional<List<Digest>> path = gate.path(held, checkpoint, history);
        if (path.isEmpty()) {
            return receipt(held.orElseThrow());
        }
        try {
            byte[] note = checkpoint.note().toByteArray();
            DurableFiles.write(accepted(checkpoint.size()), note);
            DurableFiles.write(folder.resolve(NEWEST), note);
        } catch (IOException e) {
            throw new LedgerException("ledger " + folder + ": cannot be written: " + e.getMessage(), e);
        }
        return receipt(TreeHead.of(checkpoint));
    }

    private Path accepted(long size) {
        return folder.resolve(ACCEPTED).resolve(Long.toString(size));
    }

    private static LedgerReceipt receipt(TreeHead tree) {
        return CheckpointGate.bareReceipt(NAME, tree);
    }

    /** Returns if this ledger's log signed the checkpoint. */
    void requireGenuine(SignedCheckpoint checkpoint) throws LedgerException {
        gate.requireGenuine(checkpoint);
    }

    @Override
    public Optional<TreeHead> latest() throws LedgerException {
        return checkpoint().map(TreeHead::of);
    }

    /** {@return the newest checkpoint that it holds, as the log signed it: half of the proof of a fork} */
    public synchronized Optional<SignedCheckpoint> checkpoint() throws LedgerException {
        requireOpen();
        return read(folder.resolve(NEWEST));
    }

    /** {@return the checkpoint of this size that it took, if it took one} */
    public synchronized Optional<SignedCheckpoint> checkpoint(long size) throws LedgerException {
        Optional<SignedCheckpoint> newest = checkpoint();
        if (newest.isPresent() && newest.get().size() == size) {
            return newest;
        }
        boolean within = newest.isPresent() && size >= 0 && size < newest.get().size();
        return within ? read(accepted(size)).filter(found -> found.size() == size) : Optional.empty();
    }

    private Optional<SignedCheckpoint> read(Path file) throws LedgerException {
        try {
            return Optional.of(Checkpoints.open(Bytes.of(CappedFile.read(file, SignedNote.MAX_BYTES)), gate.logKey()));
        } catch (NoSuchFileException e) {
            if (!Files.isDirectory(folder.resolve(ACCEPTED))) {
                throw new LedgerException("ledger " + folder + ": gone (expected: the folder that was opened)", e);
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new LedgerException("ledger " + folder + ": cannot be read: " + e.getMessage(), e);
        } catch (MalformedNoteException | InvalidNoteSignatureException e) {
            throw new LedgerException("ledger " + folder + ": no checkpoint of " + gate.origin(), e);
        }
    }

    @Override
    public void verify(LedgerReceipt receipt, SignedCheckpoint checkpoint)
            throws InvalidReceiptException, LedgerException {
        requireNonNull(receipt, "receipt");
        Optional<SignedCheckpoint> taken = checkpoint(checkpoint.size());
        gate.requireFor(receipt, checkpoint);
        CheckpointGate.requireEqual(receipt, receipt(TreeHead.of(checkpoint)));
        if (taken.map(TreeHead::of).filter(receipt.tree()::equals).isEmpty()) {
            throw new InvalidReceiptException("receipt: size " + checkpoint.size() + ", root " + checkpoint.root()
                    + " (expected: a tree that ledger " + folder + " took)");
        }
    }

    synchronized void requireOpen() {
        if (closed) {
            throw new IllegalStateException("ledger " + folder + ": closed (expected: open)");
        }
    }

    @Override
    public synchronized void close() throws LedgerException {
        closed = true;
        try {
            lock.close();
        } catch (IOException e) {
            throw new LedgerException("ledger " + folder + ": cannot be closed: " + e.getMessage(), e);
        }
    }
}
