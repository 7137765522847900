package org.folkmoot.audit.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.key.EcdsaP256Key;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.key.KeyFiles;
import org.folkmoot.audit.note.Checkpoints;
import org.folkmoot.audit.note.InvalidNoteSignatureException;
import org.folkmoot.audit.note.MalformedNoteException;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.core.merkle.GrowingMerkleTree;
import org.folkmoot.core.merkle.MerkleHash;
import org.folkmoot.core.storage.DurableFiles;
import org.folkmoot.core.storage.FolderBlobStore;
import org.jspecify.annotations.Nullable;

/**
 * Makes a log, or finds one again after whatever ended its last writer.
 *
 * <p>A log is made in the order keys, journal, verifier key, checkpoint: where the journal exists the log does, and
 * everything before it must. Found again, its leaves are those of the journal. They must reach the published checkpoint
 * and give its root; if they do not, leaves that were acknowledged are lost or changed, and signing on would publish a
 * second history. Then nothing is written and a person must look. If they do, what the journal has beyond its last good
 * record was never acknowledged and is dropped, and the tiles are made good from the leaves.
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
        GrowingMerkleTree tree = GrowingMerkleTree.create();
        LeafJournal journal = LeafJournal.open(files.journal(), leaf -> tree.append(MerkleHash.leaf(leaf)));
        boolean opened = false;
        try {
            LogParts parts = open(journal, tree, origin, logKey, statementKey);
            opened = true;
            return parts;
        } finally {
            if (!opened) {
                journal.close();
            }
        }
    }

    private LogParts open(
            LeafJournal journal,
            GrowingMerkleTree tree,
            @Nullable String origin,
            Ed25519Key logKey,
            EcdsaP256Key statementKey)
            throws IOException {
        if (origin != null && !origin.equals(journal.origin())) {
            throw found("origin " + journal.origin(), "origin " + origin);
        }
        VerifierKey verifierKey = VerifierKey.ed25519(journal.origin(), logKey.publicKey());
        settleVerifierKey(verifierKey);
        Optional<SignedCheckpoint> published = published(verifierKey);
        requireReached(published, tree);
        journal.dropTornBytes();
        TileWriter tiles = new TileWriter(files.published(), journal);
        tiles.extendTo(tree.size());
        SignedCheckpoint checkpoint = published
                .filter(last -> last.size() == tree.size())
                .orElseGet(() -> Checkpoints.sign(journal.origin(), tree.size(), tree.root(), logKey));
        if (published.isEmpty() || !published.get().equals(checkpoint)) {
            Files.createDirectories(files.published().root());
            files.published().writeCheckpoint(checkpoint.note());
        }
        files.published().prune(tree.size());
        return new LogParts(
                journal,
                tree,
                tiles,
                logKey,
                statementKey,
                verifierKey,
                FolderBlobStore.open(files.inputs()),
                checkpoint);
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

    private void settleVerifierKey(VerifierKey key) throws IOException {
        String line = key.encode() + "\n";
        if (Files.notExists(files.verifierKey())) {
            DurableFiles.write(files.verifierKey(), line.getBytes(StandardCharsets.UTF_8));
        } else if (!new String(Files.readAllBytes(files.verifierKey()), StandardCharsets.UTF_8).equals(line)) {
            throw found("log.vkey is not the public half of keys/log.key", key.encode());
        }
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

    private void requireReached(Optional<SignedCheckpoint> published, GrowingMerkleTree tree) throws AuditException {
        if (published.isEmpty()) {
            if (tree.size() > 0) {
                throw found(tree.size() + " leaves and no checkpoint", "the last checkpoint signed");
            }
            return;
        }
        SignedCheckpoint last = published.get();
        if (last.size() > tree.size()) {
            throw found(
                    tree.size() + " leaves", last.size() + ", as signed; leaves are lost, or a backup was restored");
        }
        if (!last.root().equals(tree.root(last.size()))) {
            throw found(
                    "root " + tree.root(last.size()) + " at size " + last.size(),
                    last.root() + ", as signed; leaves were changed");
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
}
