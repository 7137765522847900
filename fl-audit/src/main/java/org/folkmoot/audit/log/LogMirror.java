package org.folkmoot.audit.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.note.Checkpoints;
import org.folkmoot.audit.note.InvalidNoteSignatureException;
import org.folkmoot.audit.note.MalformedNoteException;
import org.folkmoot.audit.note.SignedNote;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.core.merkle.CompactRange;
import org.folkmoot.core.merkle.MerkleHash;

/**
 * A copy of somebody's log in a folder of one's own, which only ever grows: the beginning of every independent check.
 *
 * <p>Guarantees: what the folder holds under its checkpoint is the log that this checkpoint signs, each file byte for byte,
 * and extends everything that it held before; a log that contradicts that ends in {@link ForkedLogException} with both
 * notes, and the copy stays as it was. A crash leaves the copy as it was or as it is then. Only what is new is fetched;
 * checking it reads the whole copy. For one process at a time.
 *
 * <p>Source: C2SP tlog-tiles.
 */
public final class LogMirror {
    private static final int TRIES = 5;

    /** A log that claims more is not taken at its word. */
    private static final long MOST_NEW = 1L << 26;

    private final PublishedFolder folder;
    private final VerifierKey key;

    private LogMirror(PublishedFolder folder, VerifierKey key) {
        this.folder = folder;
        this.key = key;
    }

    /** {@return the copy in this folder, made if it does not exist, of the log with this key} */
    public static LogMirror in(Path folder, VerifierKey key) throws IOException {
        key.requireLog();
        Path absolute = folder.toAbsolutePath().normalize();
        Files.createDirectories(absolute);
        return new LogMirror(new PublishedFolder(absolute, new LocalDisk()), key);
    }

    /**
     * {@return the checkpoint that the copy holds, if it holds one}
     *
     * @throws InvalidLogException if what it holds is none of this log
     */
    public Optional<SignedCheckpoint> held() throws IOException, InvalidLogException {
        Optional<Bytes> note = folder.checkpoint();
        return note.isEmpty() ? Optional.empty() : Optional.of(open(note.get()));
    }

    /**
     * Brings the copy up to date. {@return the checkpoint that it holds then}
     *
     * @throws ForkedLogException if the source shows another history
     * @throws OlderLogException if the source shows less of the same history
     * @throws InvalidLogException if what it shows is not what it signs
     * @throws IOException if it cannot be reached
     */
    public SignedCheckpoint update(TileSource source) throws IOException, InvalidLogException {
        Optional<SignedCheckpoint> before = held();
        requireOwn(before);
        folder.prune(before.map(SignedCheckpoint::size).orElse(0L));
        for (int tries = 1; ; tries++) {
            SignedCheckpoint shown = open(Bytes.of(require(source, PublishedFolder.CHECKPOINT, SignedNote.MAX_BYTES)));
            requireNotOlder(before, shown);
            long grown = shown.size() - before.map(SignedCheckpoint::size).orElse(0L);
            if (grown > MOST_NEW) {
                throw new InvalidLogException(
                        PublishedFolder.CHECKPOINT, grown + " new leaves (expected: <= " + MOST_NEW + " at a time)");
            }
            try {
                take(source, before, shown);
                return shown;
            } catch (NotYetException e) {
                if (tries == TRIES) {
                    throw new InvalidLogException(e.path, "missing (expected: there, the checkpoint calls for it)");
                }
            }
        }
    }

    /** A partial tile may be gone because the log has grown since; then a newer checkpoint tells. */
    private static final class NotYetException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String path;

        NotYetException(String path) {
            this.path = path;
        }
    }

    /** Whoever names a folder with something else in it is mistaken; nothing in it is touched. */
    private void requireOwn(Optional<SignedCheckpoint> before) throws IOException {
        if (before.isPresent()) {
            return;
        }
        try (Stream<Path> files = Files.list(folder.root())) {
            Optional<Path> other = files.filter(file -> !file.endsWith("tile")).findFirst();
            if (other.isPresent()) {
                throw new IOException(folder.root() + ": holds " + other.get().getFileName()
                        + " (expected: an empty folder, or a copy)");
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void requireNotOlder(Optional<SignedCheckpoint> before, SignedCheckpoint shown)
            throws IOException, InvalidLogException {
        if (before.isEmpty()) {
            return;
        }
        SignedCheckpoint seen = before.get();
        if (shown.size() > seen.size()) {
            return;
        }
        Digest then = LogReader.open(folder.root()).roots(seen.size()).root(shown.size());
        if (!shown.root().equals(then)) {
            throw new ForkedLogException(
                    "root " + shown.root() + " at size " + shown.size() + " (seen before: " + then + ")", seen, shown);
        }
        if (shown.size() < seen.size()) {
            throw new OlderLogException("size " + shown.size() + " (seen before: " + seen.size()
                    + "): an old copy of the log, or the log was set back");
        }
    }

    private void take(TileSource source, Optional<SignedCheckpoint> before, SignedCheckpoint shown)
            throws IOException, InvalidLogException, NotYetException {
        long known = before.map(SignedCheckpoint::size).orElse(0L);
        List<Tile> taken = new ArrayList<>();
        boolean good = false;
        try {
            for (Tile tile : Tile.of(shown.size())) {
                if (!tile.isOf(known)) {
                    folder.put(tile, Bytes.of(fetch(source, tile)));
                    taken.add(tile);
                }
            }
            check(before, shown);
            folder.writeCheckpoint(shown.note());
            good = true;
        } finally {
            for (Tile tile : good ? List.<Tile>of() : taken) {
                folder.delete(tile);
            }
        }
        folder.prune(shown.size());
    }

    private static byte[] fetch(TileSource source, Tile tile) throws IOException, NotYetException {
        int maxBytes = tile.level() == Tile.ENTRIES ? EntryTile.MAX_BYTES : Tile.WIDTH * Digest.BYTES;
        Optional<byte[]> content = source.fetch(tile.path(), maxBytes);
        return content.orElseThrow(() -> new NotYetException(tile.path()));
    }

    private void check(Optional<SignedCheckpoint> before, SignedCheckpoint shown)
            throws IOException, InvalidLogException {
        LogReader reader = LogReader.open(folder.root());
        if (before.isPresent()) {
            requireExtends(before.get(), shown, reader);
        }
        reader.checkTree(shown);
    }

    /** Only leaves that have the signed root prove a fork; others prove that the source is broken. */
    private static void requireExtends(SignedCheckpoint seen, SignedCheckpoint shown, LogReader reader)
            throws IOException, InvalidLogException {
        CompactRange hashes = CompactRange.empty();
        List<Digest> rootThen = new ArrayList<>();
        reader.<InvalidLogException>forEachEntry(shown.size(), (index, entry) -> {
            if (index == seen.size()) {
                rootThen.add(hashes.root());
            }
            hashes.append(MerkleHash.leaf(entry.toByteArray()));
        });
        Digest then = rootThen.isEmpty() ? hashes.root() : rootThen.get(0);
        if (hashes.root().equals(shown.root()) && !then.equals(seen.root())) {
            throw new ForkedLogException(
                    "the first " + seen.size() + " leaves now have root " + then + " (seen before: " + seen.root()
                            + ")",
                    seen,
                    shown);
        }
    }

    private static byte[] require(TileSource source, String path, int maxBytes)
            throws IOException, InvalidLogException {
        return source.fetch(path, maxBytes)
                .orElseThrow(() -> new InvalidLogException(path, "missing (expected: a published log)"));
    }

    private SignedCheckpoint open(Bytes note) throws InvalidLogException {
        try {
            return Checkpoints.open(note, key);
        } catch (MalformedNoteException | InvalidNoteSignatureException e) {
            throw new InvalidLogException(
                    PublishedFolder.CHECKPOINT, "no checkpoint of " + key.name() + ": " + e.getMessage(), e);
        }
    }
}
