package org.folkmoot.audit.log;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
import org.folkmoot.core.storage.DurableFiles;
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
 * <p>Guarantees: those of {@link AuditSink}. When {@link #append} returns, the leaf is durable: one fsync serves all that
 * append at the time. Tiles and a signed checkpoint over it follow within a second, and at once when somebody asks for
 * {@link #checkpoint} or for a path in a tree that no checkpoint covers yet; {@link #size} and {@link #leaf} know it from
 * the start. Of a log that is not closed the next one to open it publishes what is missing. No thread of a log keeps
 * the JVM alive. It never signs a tree that is smaller than, or different from, one it signed before: where the folder
 * does not hold what its checkpoint says, it does not open. After any failure to write it appends and signs nothing more;
 * what it then still holds can be read. If an append fails, opening the log again tells whether the leaf is in it.
 *
 * <p>Does not guarantee that the whole folder was not set back to an earlier state: only somebody outside can know,
 * a {@link org.folkmoot.api.audit.Witness} or a {@link org.folkmoot.api.audit.LedgerAdapter}; nor that damage to leaves
 * which no checkpoint covers yet is told from what a crash leaves. Memory is O(log n), apart from 8 bytes for each 256
 * leaves, and a queue of at most 16 MiB. Interrupting a thread does no harm.
 *
 * <p>Source: RFC 6962 §2.1 (tree), C2SP tlog-tiles (files), tlog-checkpoint and signed-note (signatures).
 */
public final class TransparencyLog implements AuditSink {
    private static final long PUBLISHED_AFTER_MILLIS = 200;
    private static final long IDLE_SECONDS = 5;
    private static final long MAX_UNPUBLISHED = 100_000;

    private final LogFiles files;
    private final LogParts parts;
    private final LogLock lock;
    private final GroupCommit commits;
    private final ScheduledThreadPoolExecutor publisher = publisher();
    private final AtomicBoolean publishing = new AtomicBoolean();
    private volatile boolean closed;

    private TransparencyLog(LogFiles files, LogParts parts, LogLock lock) {
        this.files = files;
        this.parts = parts;
        this.lock = lock;
        this.commits = new GroupCommit(parts.journal());
    }

    /**
     * {@return the log in this folder, made if the folder is empty or missing, then with a name of its own}
     *
     * @throws AuditException if somebody else has it open, or it does not hold what it signed
     */
    public static TransparencyLog open(Path folder) throws AuditException {
        return openOrExplain(folder, null, new LocalDisk());
    }

    /**
     * {@return the log of this name in this folder, made if the folder is empty or missing}
     *
     * @param origin its name for all time: unique, without white space and plus signs, such as {@code example.org/farms}
     * @throws AuditException as in {@link #open(Path)}, or if the folder holds a log of another name
     */
    public static TransparencyLog open(Path folder, String origin) throws AuditException {
        return open(folder, origin, new LocalDisk());
    }

    /** {@return the log in this folder, written through this disk} */
    static TransparencyLog open(Path folder, String origin, Disk disk) throws AuditException {
        return openOrExplain(folder, requireNonNull(origin, "origin"), disk);
    }

    private static TransparencyLog openOrExplain(Path folder, @Nullable String origin, Disk disk)
            throws AuditException {
        Path absolute = folder.toAbsolutePath().normalize();
        try {
            DurableFiles.createFolders(absolute);
            return openLocked(new LogFiles(absolute, disk), origin);
        } catch (AuditException e) {
            throw e;
        } catch (IOException e) {
            throw new AuditException("log " + folder + ": cannot be opened: " + e.getMessage(), e);
        }
    }

    private static TransparencyLog openLocked(LogFiles files, @Nullable String origin) throws IOException {
        LogLock lock = LogLock.acquire(files.root());
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

    private static ScheduledThreadPoolExecutor publisher() {
        ScheduledThreadPoolExecutor publisher = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "folkmoot-log");
            thread.setDaemon(true);
            return thread;
        });
        publisher.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        publisher.allowCoreThreadTimeOut(true);
        publisher.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return publisher;
    }

    /** {@inheritDoc} All that are durable, whether a checkpoint covers them yet or not. */
    @Override
    public long size() {
        return parts.journal().size();
    }

    @Override
    public Bytes leaf(long index) throws AuditException {
        requireOpen();
        if (index < 0 || index >= size()) {
            throw new IllegalArgumentException("index: " + index + " (expected: in [0, " + size() + "))");
        }
        try {
            byte[] leaf = parts.journal().read(index);
            boolean covered = index < parts.publication().checkpoint().size();
            if (covered && !MerkleHash.leaf(leaf).equals(parts.publication().leafHash(index))) {
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

    /** Appends several leaves in consecutive places: all of them or, if this throws, none that may be relied on. */
    List<LeafReceipt> appendAll(List<Bytes> leaves) throws AuditException {
        List<Digest> hashes = new ArrayList<>(leaves.size());
        for (Bytes leaf : leaves) {
            requireFits(leaf);
            hashes.add(MerkleHash.leaf(leaf.toByteArray()));
        }
        requireOpen();
        if (size() - parts.publication().checkpoint().size() > MAX_UNPUBLISHED) {
            checkpoint();
        }
        long first;
        try {
            first = commits.append(leaves);
        } catch (IOException e) {
            throw new AuditException("log " + folder() + ": append failed: " + e.getMessage(), e);
        }
        publishSoon();
        List<LeafReceipt> receipts = new ArrayList<>(leaves.size());
        hashes.forEach(hash -> receipts.add(new LeafReceipt(first + receipts.size(), hash)));
        return receipts;
    }

    private void publishSoon() {
        if (!closed && publishing.compareAndSet(false, true)) {
            try {
                Future<?> unused =
                        publisher.schedule(this::publishInBackground, PUBLISHED_AFTER_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                publishing.set(false); // it is being closed, which publishes
            }
        }
    }

    /** What fails here is kept, and told by whoever appends, asks for a checkpoint or closes. */
    private void publishInBackground() {
        publishing.set(false);
        try {
            cover(size());
        } catch (IOException e) {
            commits.fail(e);
        }
    }

    /** {@return a published checkpoint over so many leaves} */
    private SignedCheckpoint cover(long size) throws IOException {
        synchronized (parts.publication()) {
            SignedCheckpoint last = parts.publication().checkpoint();
            if (last.size() >= size) {
                return last;
            }
            Throwable failure = commits.failure();
            if (failure != null || closed) {
                throw new IOException(
                        (closed ? "closed" : "an earlier write failed") + "; leaves without a checkpoint: "
                                + (size - last.size()) + " (expected: reopen)",
                        failure);
            }
            return extend(size);
        }
    }

    private SignedCheckpoint extend(long size) throws IOException {
        try {
            return parts.publication().cover(size);
        } catch (IOException | RuntimeException | Error e) {
            commits.fail(e);
            throw e;
        }
    }

    private static void requireFits(Bytes leaf) {
        if (leaf.size() < 1 || leaf.size() > MAX_LEAF_BYTES) {
            throw new IllegalArgumentException(
                    "leaf: " + leaf.size() + " bytes (expected: 1 to " + MAX_LEAF_BYTES + ")");
        }
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
    public boolean publishCosignature(SignedCheckpoint of, VerifierKey witness, String lines) throws AuditException {
        requireOpen();
        synchronized (parts.publication()) {
            SignedCheckpoint last = parts.publication().checkpoint();
            if (of.size() != last.size() || !of.root().equals(last.root()) || commits.failure() != null) {
                return false;
            }
            try {
                parts.publication().write(Checkpoints.withCosignature(last, witness, lines));
                return true;
            } catch (MalformedNoteException | InvalidNoteSignatureException e) {
                throw new AuditException(
                        "log " + folder() + ": no cosignature of " + witness + ": " + e.getMessage(), e);
            } catch (IOException e) {
                commits.fail(e);
                throw new AuditException("log " + folder() + ": cosignature not published: " + e.getMessage(), e);
            }
        }
    }

    /**
     * {@inheritDoc} It is published when this returns.
     *
     * @throws AuditException if it cannot be published, or an earlier write failed and some leaves are not under one
     */
    @Override
    public SignedCheckpoint checkpoint() throws AuditException {
        try {
            return cover(size());
        } catch (IOException e) {
            throw new AuditException("log " + folder() + ": no checkpoint: " + e.getMessage(), e);
        }
    }

    @Override
    public List<Digest> inclusionPath(long index, long size) throws AuditException {
        return path(size, publication -> publication.inclusionPath(index, size));
    }

    /** {@inheritDoc} From size 0 the path is empty: every log extends the empty one. */
    @Override
    public List<Digest> consistencyPath(long from, long to) throws AuditException {
        return path(to, publication -> from == 0 ? List.of() : publication.consistencyPath(from, to));
    }

    private List<Digest> path(long size, PathQuery query) throws AuditException {
        if (size < 0 || size > size()) {
            throw new IllegalArgumentException("size: " + size + " (expected: in [0, " + size() + "])");
        }
        try {
            cover(size);
            return query.on(parts.publication());
        } catch (IOException e) {
            throw new AuditException("log " + folder() + ": no path: " + e.getMessage(), e);
        }
    }

    @FunctionalInterface
    private interface PathQuery {
        List<Digest> on(Publication publication) throws IOException;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("log " + folder() + ": closed (expected: open)");
        }
    }

    /**
     * Publishes what is not yet, and lets the next writer in; closing twice is harmless.
     *
     * @throws AuditException also if leaves stay without a checkpoint: they are durable, and opening again publishes them
     */
    @Override
    public synchronized void close() throws AuditException {
        if (closed) {
            return;
        }
        publisher.shutdown();
        commits.close();
        try (lock) {
            try {
                cover(size());
            } finally {
                closed = true;
                parts.inputs().close();
                parts.journal().close();
            }
        } catch (IOException e) {
            throw new AuditException("log " + folder() + ": cannot be closed: " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return "TransparencyLog[" + origin() + ", " + size() + " leaves]";
    }
}
