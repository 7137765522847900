package org.folkmoot.audit.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.key.EcdsaP256Key;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.key.KeyFiles;
import org.folkmoot.audit.note.Checkpoints;
import org.folkmoot.audit.note.InvalidNoteSignatureException;
import org.folkmoot.audit.note.MalformedNoteException;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.core.merkle.MerkleHash;
import org.folkmoot.core.storage.DurableFiles;
import org.folkmoot.core.storage.FolderBlobStore;
import org.jspecify.annotations.Nullable;

/**
 * Makes a log, or finds one again after whatever ended its last writer.
 *
 * <p>A log is made in the order keys, journal, verifier key, checkpoint: where the journal exists the log does, and
 * everything before it must. Found again, its leaves are those of the journal.
 *
 * <table>
 * <caption>What a journal holds, and what becomes of it</caption>
 * <tr><th>found<th>then
 * <tr><td>fewer good records than the checkpoint signs, or other leaves<td>leaves that were signed are lost or changed,
 *     and signing on would publish a second history: nothing is written, and a person must look
 * <tr><td>good records beyond the checkpoint<td>they may have been acknowledged: they are written once more, forced, and
 *     published
 * <tr><td>anything behind the last good record, beyond the checkpoint<td>part of a batch whose fsync never returned:
 *     nobody was told of it, and it is cut off
 * <tr><td>missing, torn or stale tiles<td>they are made again from the leaves
 * </table>
 */
final class LogOpening {
    private static final String DEFAULT_ORIGIN_PREFIX = "folkmoot.local/";
    private static final int MAX_FOLDER_NAME = 40;
    private static final int ORIGIN_RANDOM_BYTES = 4;

    private final LogFiles files;
    private final SecureRandom random;

    LogOpening(LogFiles files, SecureRandom random) {
        this.files = files;
        this.random = random;
    }

    /** {@return the parts of the log in this folder, made where there is none} */
    LogParts open(@Nullable String origin) throws IOException {
        boolean isNew = Files.notExists(files.journal());
        requireTogether(isNew);
        Ed25519Key logKey = KeyFiles.ed25519(files.logKey(), random);
        EcdsaP256Key statementKey = KeyFiles.ecdsaP256(files.statementKey(), random);
        if (isNew) {
            String name = origin == null ? defaultOrigin() : origin;
            VerifierKey.ed25519(name, logKey.publicKey());
            LeafJournal.create(files.journal(), name);
        }
        VerifierKey verifierKey = settleVerifierKey(origin(origin), logKey);
        Optional<SignedCheckpoint> published = published(verifierKey);
        SignedTree signed = new SignedTree(published.map(SignedCheckpoint::size).orElse(0L));
        LeafJournal journal = LeafJournal.open(files.journal(), files.disk(), signed::add);
        boolean opened = false;
        try {
            requireReached(published, journal.size(), signed);
            journal.settle(signed.size);
            SignedCheckpoint last =
                    published.orElseGet(() -> Checkpoints.sign(journal.origin(), 0, MerkleHash.emptyRoot(), logKey));
            Publication publication = publish(journal, logKey, last);
            FolderBlobStore inputs = FolderBlobStore.open(files.inputs());
            opened = true;
            return new LogParts(journal, publication, statementKey, verifierKey, inputs);
        } finally {
            if (!opened) {
                journal.close();
            }
        }
    }

    private Publication publish(LeafJournal journal, Ed25519Key logKey, SignedCheckpoint last) throws IOException {
        DurableFiles.createFolders(files.published().root());
        return Publication.open(files.published(), journal, logKey, last);
    }

    /** What a new log must not have yet, and what an old one must have. */
    private void requireTogether(boolean isNew) throws IOException {
        if (isNew) {
            Path checkpoint = files.published().root().resolve(PublishedFolder.CHECKPOINT);
            for (Path published : new Path[] {files.verifierKey(), checkpoint}) {
                if (Files.exists(published)) {
                    throw found(published + " without its leaves", "leaves.journal beside it");
                }
            }
        } else {
            for (Path key : new Path[] {files.logKey(), files.statementKey()}) {
                if (Files.notExists(key)) {
                    throw found("no " + key, "the key with which the log was made");
                }
            }
        }
    }

    private String origin(@Nullable String wanted) throws IOException {
        String found = LeafJournal.origin(files.journal());
        if (wanted != null && !wanted.equals(found)) {
            throw found("origin " + found, "origin " + wanted);
        }
        return found;
    }

    private VerifierKey settleVerifierKey(String origin, Ed25519Key logKey) throws IOException {
        VerifierKey key = VerifierKey.ed25519(origin, logKey.publicKey());
        String line = key.encode() + "\n";
        if (Files.notExists(files.verifierKey())) {
            DurableFiles.write(files.verifierKey(), line.getBytes(StandardCharsets.UTF_8));
        } else if (!new String(Files.readAllBytes(files.verifierKey()), StandardCharsets.UTF_8).equals(line)) {
            throw found("log.vkey is not the public half of keys/log.key", key.encode());
        }
        return key;
    }

    private Optional<SignedCheckpoint> published(VerifierKey key) throws IOException {
        Optional<Bytes> note = files.published().checkpoint();
        if (note.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Checkpoints.open(note.get(), key));
        } catch (MalformedNoteException | InvalidNoteSignatureException e) {
            throw new AuditException(
                    "log " + files.root() + ": the published checkpoint is not of this log: " + e.getMessage(), e);
        }
    }

    private void requireReached(Optional<SignedCheckpoint> published, long leaves, SignedTree tree)
            throws AuditException {
        if (published.isEmpty()) {
            if (leaves > 0) {
                throw found(leaves + " leaves and no checkpoint", "the last checkpoint signed");
            }
            return;
        }
        SignedCheckpoint last = published.get();
        if (last.size() > leaves) {
            throw found(leaves + " leaves", last.size() + ", as signed; leaves are lost, or a backup was restored");
        }
        Digest root = tree.hashes.root();
        if (!last.root().equals(root)) {
            throw found("root " + root + " at size " + last.size(), last.root() + ", as signed; leaves were changed");
        }
    }

    private AuditException found(String found, String expected) {
        return new AuditException("log " + files.root() + ": " + found + " (expected: " + expected + ")");
    }

    private String defaultOrigin() {
        Path name = files.root().getFileName();
        String plain =
                (name == null ? "" : name.toString()).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]", "-");
        plain = plain.isEmpty() ? "log" : plain.substring(0, Math.min(plain.length(), MAX_FOLDER_NAME));
        byte[] unique = new byte[ORIGIN_RANDOM_BYTES];
        random.nextBytes(unique);
        return DEFAULT_ORIGIN_PREFIX + plain + "-" + HexFormat.of().formatHex(unique);
    }

    /** The tree over the leaves that the last checkpoint signs. */
    private static final class SignedTree {
        private final long size;
        private final HashTiles hashes = new HashTiles();
        private final Map<Tile, Bytes> completed = new HashMap<>();
        private long taken;

        private SignedTree(long size) {
            this.size = size;
        }

        private void add(byte[] leaf) {
            if (taken < size) {
                hashes.add(MerkleHash.leaf(leaf), completed);
                completed.clear();
                taken++;
            }
        }
    }
}
