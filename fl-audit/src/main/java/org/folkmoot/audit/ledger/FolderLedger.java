package org.folkmoot.audit.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.LedgerAdapter;
import org.folkmoot.api.audit.LedgerException;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.note.Checkpoints;
import org.folkmoot.audit.note.InvalidNoteSignatureException;
import org.folkmoot.audit.note.MalformedNoteException;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.core.merkle.ConsistencyProof;
import org.folkmoot.core.merkle.InvalidMerkleProofException;
import org.folkmoot.core.storage.DurableFiles;
import org.folkmoot.core.storage.FolderLock;

/**
 * Remembers the newest checkpoint of a log in a folder, best on another disk or machine than the log.
 *
 * <p>Guarantees: those of {@link LedgerAdapter}; what it holds is signed by the log's key, was reached from what it held
 * before, and survives a power cut once {@link #publish} returned. Whoever can write the folder can set it back. Safe for
 * several threads; one process at a time uses the folder.
 */
public final class FolderLedger implements LedgerAdapter {
    private static final String FILE = "checkpoint";

    private final Path folder;
    private final VerifierKey logKey;
    private final FolderLock lock;

    private FolderLedger(Path folder, VerifierKey logKey, FolderLock lock) {
        this.folder = folder;
        this.logKey = logKey;
        this.lock = lock;
    }

    /** {@return the ledger in this folder, made if it does not exist, for the log with this key} */
    public static FolderLedger open(Path folder, VerifierKey logKey) throws LedgerException {
        logKey.requireLog();
        Path absolute = folder.toAbsolutePath().normalize();
        try {
            return new FolderLedger(absolute, logKey, FolderLock.acquire(absolute));
        } catch (IOException e) {
            throw new LedgerException("ledger " + folder + ": cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return "folder";
    }

    @Override
    public synchronized SignedCheckpoint publish(SignedCheckpoint checkpoint, List<Digest> consistencyFromLatest)
            throws LedgerException {
        SignedCheckpoint next = open(checkpoint.note());
        Optional<SignedCheckpoint> latest = latest();
        if (latest.isPresent() && next.size() < latest.get().size()) {
            return latest.get();
        }
        if (latest.isPresent()) {
            requireExtends(latest.get(), next, consistencyFromLatest);
        }
        if (latest.isPresent() && next.size() == latest.get().size()) {
            return latest.get();
        }
        try {
            DurableFiles.write(folder.resolve(FILE), next.note().toByteArray());
        } catch (IOException e) {
            throw new LedgerException("ledger " + folder + ": cannot be written: " + e.getMessage(), e);
        }
        return next;
    }

    /** Every tree extends the empty one, and a tree itself, without a path. */
    private void requireExtends(SignedCheckpoint latest, SignedCheckpoint next, List<Digest> path)
            throws LedgerException {
        if (latest.size() == 0) {
            return;
        }
        List<Digest> needed = next.size() == latest.size() ? List.of() : path;
        try {
            new ConsistencyProof(latest.size(), next.size(), needed).verify(latest.root(), next.root());
        } catch (InvalidMerkleProofException e) {
            throw new LedgerException(
                    "ledger " + folder + ": size " + next.size() + " does not extend the checkpoint it holds, of size "
                            + latest.size() + ": " + e.getMessage(),
                    e);
        }
    }

    @Override
    public synchronized Optional<SignedCheckpoint> latest() throws LedgerException {
        try {
            return Optional.of(open(Bytes.of(Files.readAllBytes(folder.resolve(FILE)))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (LedgerException e) {
            throw e;
        } catch (IOException e) {
            throw new LedgerException("ledger " + folder + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private SignedCheckpoint open(Bytes note) throws LedgerException {
        try {
            return Checkpoints.open(note, logKey);
        } catch (MalformedNoteException | InvalidNoteSignatureException e) {
            throw new LedgerException("ledger " + folder + ": no checkpoint of " + logKey.name(), e);
        }
    }

    @Override
    public void close() throws LedgerException {
        try {
            lock.close();
        } catch (IOException e) {
            throw new LedgerException("ledger " + folder + ": cannot be closed: " + e.getMessage(), e);
        }
    }
}
