package org.folkmoot.audit.log;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.api.audit.AuditSink;
import org.folkmoot.api.audit.LeafReceipt;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.client.SigningKey;
import org.folkmoot.api.storage.BlobStore;
import org.folkmoot.audit.note.Checkpoints;
import org.folkmoot.audit.note.InvalidNoteSignatureException;
import org.folkmoot.audit.note.MalformedNoteException;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.core.merkle.MerkleHash;
import org.jspecify.annotations.Nullable;

/**
 * A transparency log in a local folder: needs no server and no account, and anyone who gets its public part can check it.
 *
 * <pre>
 * log/              public, as any web server can serve it: checkpoint, tile/...
 * log.vkey          public: the key under which checkpoints are checked; hand it out by another way than the log
 * inputs/           private: what leaves name by digest
 * keys/             private: log.key signs checkpoints, statement.key signs statements
 * leaves.journal    the leaves, from which log/ can be made again
 * lock              who has the log open
 * </pre>
 *
 * <p>Guarantees: those of {@link AuditSink}. When {@link #append} returns, the leaf is durable and the checkpoint over it
 * is published. It never signs a tree that is smaller than, or different from, one it signed before: where the folder
 * does not hold what its checkpoint says, it does not open. After any failure to write it refuses further appends; what
 * it then still holds can be read. If an append fails, opening the log again tells whether the leaf is in it.
 *
 * <p>Does not guarantee that the whole folder was not set back to an earlier state: only somebody outside can know,
 * a {@link org.folkmoot.api.audit.Witness} or a {@link org.folkmoot.api.audit.LedgerAdapter}. Per leaf it keeps about
 * 80 bytes in memory. Interrupting a thread does no harm.
 *
 * <p>Source: RFC 6962 §2.1 (tree), C2SP tlog-tiles (files), tlog-checkpoint and signed-note (signatures).
 */
public final class TransparencyLog implements AuditSink {
    private final LogFiles files;
    private final LogParts parts;
    private final LogLock lock;
    private SignedCheckpoint checkpoint;
    private @Nullable Throwable failure;
    private boolean closed;

    private TransparencyLog(LogFiles files, LogParts parts, LogLock lock) {
        this.files = files;
        this.parts = parts;
        this.lock = lock;
        this.checkpoint = parts.checkpoint();
    }

    /**
     * {@return the log in this folder, made if the folder is empty or missing, then with a name of its own}
     *
     * @throws AuditException if somebody else has it open, or it does not hold what it signed
     */
    public static TransparencyLog open(Path folder) throws AuditException {
        return openOrExplain(folder, null);
    }

    /**
     * {@return the log of this name in this folder, made if the folder is empty or missing}
     *
     * @param origin its name for all time: unique, without white space and plus signs, such as {@code example.org/farms}
     * @throws AuditException as in {@link #open(Path)}, or if the folder holds a log of another name
     */
    public static TransparencyLog open(Path folder, String origin) throws AuditException {
        return openOrExplain(folder, requireNonNull(origin, "origin"));
    }

    private static TransparencyLog openOrExplain(Path folder, @Nullable String origin) throws AuditException {
        Path absolute = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
            return openLocked(absolute, origin);
        } catch (AuditException e) {
            throw e;
        } catch (IOException e) {
            throw new AuditException("log " + folder + ": cannot be opened: " + e.getMessage(), e);
        }
    }

    private static TransparencyLog openLocked(Path folder, @Nullable String origin) throws IOException {
        LogFiles files = new LogFiles(folder);
        LogLock lock = LogLock.acquire(folder);
        boolean opened = false;
        try {
            lock.sign();
            LogParts parts = new LogOpening(files, new SecureRandom()).open(origin);
            opened = true;
            return new TransparencyLog(files, parts, lock);
        } finally {
            if (!opened) {
                lock.close();
            }
        }
    }

    @Override
    public String origin() {
        return parts.verifierKey().name();
    }

    /** {@return the key under which this log's checkpoints are checked} */
    public VerifierKey logKey() {
        return parts.verifierKey();
    }

    /** {@return the key that signs statements for this log (ECDSA on P-256)} */
    public SigningKey statementKey() {
        return parts.statementKey();
    }

    /** {@return the private store for what leaves name by digest; closed with the log} */
    public BlobStore inputs() {
        return parts.inputs();
    }

    /** {@return the folder of the log, absolute} */
    public Path folder() {
        return files.root();
    }

    @Override
    public synchronized long size() {
        return checkpoint.size();
    }

    @Override
    public synchronized Bytes leaf(long index) throws AuditException {
        requireOpen();
        if (index < 0 || index >= size()) {
            throw new IllegalArgumentException("index: " + index + " (expected: in [0, " + size() + "))");
        }
        try {
            byte[] leaf = parts.journal().read(index);
            if (!MerkleHash.leaf(leaf).equals(parts.tree().leafHash(index))) {
                throw new AuditException("log " + folder() + ": leaf " + index + " has changed since it was appended");
            }
            return Bytes.of(leaf);
        } catch (AuditException e) {
            throw e;
        } catch (IOException e) {
            throw new AuditException("log " + folder() + ": leaf " + index + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public LeafReceipt append(Bytes leaf) throws AuditException {
        return appendAll(List.of(leaf)).get(0);
    }

    /** Appends several leaves under one checkpoint: all of them or, if this throws, none that may be relied on. */
    synchronized List<LeafReceipt> appendAll(List<Bytes> leaves) throws AuditException {
        leaves.forEach(TransparencyLog::requireFits);
        requireOpen();
        if (failure != null) {
            throw new AuditException("log " + folder() + ": an earlier append failed (expected: reopen)", failure);
        }
        List<LeafReceipt> receipts = new ArrayList<>(leaves.size());
        SignedCheckpoint before = checkpoint;
        boolean signed = false;
        try {
            for (Bytes leaf : leaves) {
                parts.journal().append(leaf.toByteArray());
            }
            parts.journal().force();
            for (Bytes leaf : leaves) {
                Digest leafHash = MerkleHash.leaf(leaf.toByteArray());
                receipts.add(new LeafReceipt(parts.tree().append(leafHash), leafHash));
            }
            parts.tiles().extendTo(parts.tree().size());
            signed = true;
            publish();
        } catch (IOException | RuntimeException e) {
            fail(e, signed ? null : before);
            throw new AuditException("log " + folder() + ": append failed: " + e.getMessage(), e);
        } catch (Error e) {
            fail(e, signed ? null : before);
            throw e;
        }
        removeSuperseded(before.size());
        return receipts;
    }

    private static void requireFits(Bytes leaf) {
        if (leaf.size() < 1 || leaf.size() > MAX_LEAF_BYTES) {
            throw new IllegalArgumentException(
                    "leaf: " + leaf.size() + " bytes (expected: 1 to " + MAX_LEAF_BYTES + ")");
        }
    }

    private void publish() throws IOException {
        SignedCheckpoint next =
                Checkpoints.sign(origin(), parts.tree().size(), parts.tree().root(), parts.logKey());
        Uninterrupted.run(() -> files.published().writeCheckpoint(next.note()));
        checkpoint = next;
    }

    /**
     * Publishes a witness's cosignature with the checkpoint, in the checkpoint's note, where any verifier finds it.
     *
     * @param of what the witness cosigned
     * @param witness the witness's key
     * @param lines what it answered
     * @return whether they were published; if not, the log has grown since, and the next checkpoint needs its own
     * @throws AuditException if they are anything else than valid cosignatures of this witness, or cannot be written
     */
    public synchronized boolean publishCosignature(SignedCheckpoint of, VerifierKey witness, String lines)
            throws AuditException {
        requireOpen();
        if (of.size() != checkpoint.size() || !of.root().equals(checkpoint.root()) || failure != null) {
            return false;
        }
        try {
            SignedCheckpoint cosigned = Checkpoints.withCosignature(checkpoint, witness, lines);
            Uninterrupted.run(() -> files.published().writeCheckpoint(cosigned.note()));
            checkpoint = cosigned;
            return true;
        } catch (MalformedNoteException | InvalidNoteSignatureException e) {
            throw new AuditException("log " + folder() + ": no cosignature of " + witness + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new AuditException("log " + folder() + ": cosignature not published: " + e.getMessage(), e);
        }
    }

    /** Nothing can be appended from here on. What no signature covers is taken back, as far as the disk still obeys. */
    private void fail(Throwable cause, @Nullable SignedCheckpoint keep) {
        failure = cause;
        if (keep != null) {
            try {
                parts.journal().truncate(keep.size());
            } catch (IOException | RuntimeException e) {
                cause.addSuppressed(e);
            }
        }
    }

    /** The leaf is appended by now, so a failure here is for the next append to tell. */
    private void removeSuperseded(long oldSize) {
        try {
            for (Tile tile : Tile.partials(oldSize)) {
                if (!tile.isOf(size())) {
                    files.published().delete(tile);
                }
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    @Override
    public synchronized SignedCheckpoint checkpoint() {
        return checkpoint;
    }

    @Override
    public synchronized List<Digest> inclusionPath(long index, long size) {
        requireSize(size);
        return parts.tree().inclusion(index, size).path();
    }

    /** {@inheritDoc} From size 0 the path is empty: every log extends the empty one. */
    @Override
    public synchronized List<Digest> consistencyPath(long from, long to) {
        requireSize(to);
        if (from == 0) {
            return List.of();
        }
        return parts.tree().consistency(from, to).path();
    }

    private void requireSize(long size) {
        if (size < 0 || size > size()) {
            throw new IllegalArgumentException("size: " + size + " (expected: in [0, " + size() + "])");
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("log " + folder() + ": closed (expected: open)");
        }
    }

    /** Lets the next writer in; closing twice is harmless. */
    @Override
    public synchronized void close() throws AuditException {
        if (closed) {
            return;
        }
        closed = true;
        try (lock) {
            parts.inputs().close();
            parts.journal().close();
        } catch (IOException e) {
            throw new AuditException("log " + folder() + ": cannot be closed: " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return "TransparencyLog[" + origin() + ", " + size() + " leaves]";
    }
}
