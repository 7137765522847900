package org.folkmoot.audit.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.note.MalformedNoteException;
import org.folkmoot.audit.note.SignedNote;
import org.folkmoot.core.merkle.MerkleHash;
import org.jspecify.annotations.Nullable;

/**
 * Reads the published part of a log without locks or keys: for those who check it.
 *
 * <p>Guarantees: every method either does what it says or throws {@link InvalidLogException} with the name of the file
 * that is at fault; memory is that of one tile per level. Entries are what the folder holds until {@link #checkTree}
 * returned for a checkpoint whose signature the caller verified. Expects a folder that nobody writes meanwhile.
 *
 * <p>Source: C2SP tlog-tiles; RFC 6962 §2.1.
 */
public final class LogReader {
    private final PublishedFolder folder;

    private LogReader(PublishedFolder folder) {
        this.folder = folder;
    }

    /** {@return a reader of this folder, the one that holds {@code checkpoint} and {@code tile/}} */
    public static LogReader open(Path logFolder) {
        return new LogReader(new PublishedFolder(logFolder.toAbsolutePath().normalize()));
    }

    /** {@return the published checkpoint, unverified} */
    public Bytes checkpointNote() throws InvalidLogException {
        return Bytes.of(read(PublishedFolder.CHECKPOINT, SignedNote.MAX_BYTES));
    }

    /**
     * Hands the first entries to the consumer, in order.
     *
     * @param size how many, from a verified checkpoint
     */
    public <E extends Exception> void forEachEntry(long size, EntryConsumer<E> consumer) throws InvalidLogException, E {
        if (size < 0) {
            throw new IllegalArgumentException("size: " + size + " (expected: >= 0)");
        }
        for (long from = 0; from < size; from += Tile.WIDTH) {
            int width = (int) Math.min(Tile.WIDTH, size - from);
            long index = from;
            for (Bytes entry :
                    entriesFor(new Tile(Tile.ENTRIES, from / Tile.WIDTH, width)).subList(0, width)) {
                consumer.accept(index++, entry);
            }
        }
    }

    /** A partial tile of an earlier size is replaced by the full one in a log that has grown since. */
    private List<Bytes> entriesFor(Tile tile) throws InvalidLogException {
        Tile full = new Tile(Tile.ENTRIES, tile.index(), Tile.WIDTH);
        boolean grown = tile.isPartial() && Files.notExists(path(tile.path())) && Files.exists(path(full.path()));
        return entries(grown ? full : tile);
    }

    /**
     * Returns if the folder holds exactly the log that the checkpoint signs: the checkpoint itself, every tile it calls
     * for, byte for byte, and no other file.
     *
     * @param checkpoint one whose signature the caller verified
     */
    public void checkTree(SignedCheckpoint checkpoint) throws InvalidLogException {
        requireCheckpointFile(checkpoint);
        HashTiles hashes = new HashTiles();
        TileComparison comparison = new TileComparison();
        for (long from = 0; from < checkpoint.size(); from += Tile.WIDTH) {
            int width = (int) Math.min(Tile.WIDTH, checkpoint.size() - from);
            for (Bytes entry : entries(new Tile(Tile.ENTRIES, from / Tile.WIDTH, width))) {
                hashes.add(MerkleHash.leaf(entry.toByteArray()), comparison.expected);
            }
            comparison.run();
        }
        hashes.putPartials(comparison.expected);
        comparison.run();
        comparison.requireSame(hashes.root(), checkpoint.root());
        refuseOtherFiles(checkpoint.size());
    }

    private void requireCheckpointFile(SignedCheckpoint checkpoint) throws InvalidLogException {
        try {
            SignedNote stored = SignedNote.parse(checkpointNote());
            SignedNote given = SignedNote.parse(checkpoint.note());
            boolean same = stored.text().equals(given.text())
                    && (stored.signatures().containsAll(given.signatures())
                            || given.signatures().containsAll(stored.signatures()));
            if (!same) {
                throw new InvalidLogException(
                        PublishedFolder.CHECKPOINT, "another one (expected: of size " + checkpoint.size() + ", given)");
            }
        } catch (MalformedNoteException e) {
            throw new InvalidLogException(PublishedFolder.CHECKPOINT, e.getMessage() + "", e);
        }
    }

    private List<Bytes> entries(Tile tile) throws InvalidLogException {
        byte[] content = read(tile.path(), EntryTile.MAX_BYTES);
        try {
            return EntryTile.decode(content, tile.width());
        } catch (IllegalArgumentException e) {
            throw new InvalidLogException(tile.path(), e.getMessage() + "", e);
        }
    }

    private void refuseOtherFiles(long size) throws InvalidLogException {
        try (Stream<Path> paths = Files.walk(folder.root())) {
            for (Iterator<Path> all = paths.iterator(); all.hasNext(); ) {
                Path path = all.next();
                if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    requireExpected(path, size);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new InvalidLogException(".", "cannot be read", e);
        }
    }

    private void requireExpected(Path path, long size) throws InvalidLogException {
        String name = folder.relative(path);
        boolean known = name.equals(PublishedFolder.CHECKPOINT)
                || Tile.parse(name).filter(tile -> tile.isOf(size)).isPresent();
        if (!known || !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new InvalidLogException(name, "is not part of a log of size " + size);
        }
    }

    private byte[] read(String name, int maxBytes) throws InvalidLogException {
        try {
            Path path = path(name);
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                    && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new InvalidLogException(name, "no regular file");
            }
            long length = Files.size(path);
            if (length > maxBytes) {
                throw new InvalidLogException(name, length + " bytes (expected: <= " + maxBytes + ")");
            }
            return Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            throw new InvalidLogException(name, "missing", e);
        } catch (IOException e) {
            throw new InvalidLogException(name, "cannot be read", e);
        }
    }

    private Path path(String name) {
        return folder.root().resolve(name);
    }

    /**
     * Compares stored hash tiles with what the entries give. Which of the two is at fault shows only at the end: if the
     * entries give the signed root, then the tile; if they do not, then the entries under the first tile that differs.
     */
    private final class TileComparison {
        private final Map<Tile, Bytes> expected = new LinkedHashMap<>();
        private @Nullable Tile firstDifferent;

        private void run() throws InvalidLogException {
            for (Map.Entry<Tile, Bytes> tile : expected.entrySet()) {
                byte[] stored = read(tile.getKey().path(), Tile.WIDTH * Digest.BYTES);
                if (firstDifferent == null && !Bytes.of(stored).equals(tile.getValue())) {
                    firstDifferent = tile.getKey();
                }
            }
            expected.clear();
        }

        private void requireSame(Digest root, Digest signedRoot) throws InvalidLogException {
            if (root.equals(signedRoot)) {
                if (firstDifferent != null) {
                    throw new InvalidLogException(firstDifferent.path(), "other hashes than those of the entries");
                }
            } else if (firstDifferent != null && firstDifferent.level() == 0) {
                Tile entries = new Tile(Tile.ENTRIES, firstDifferent.index(), firstDifferent.width());
                throw new InvalidLogException(entries.path(), "other entries than those that the checkpoint signs");
            } else {
                throw new InvalidLogException(
                        PublishedFolder.CHECKPOINT, "root " + signedRoot + " (expected: " + root + ", of the entries)");
            }
        }
    }
}
