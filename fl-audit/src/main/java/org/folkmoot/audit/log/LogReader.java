package org.folkmoot.audit.log;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.note.SignedNote;
import org.folkmoot.core.merkle.MerkleHash;
import org.jspecify.annotations.Nullable;

/**
 * Reads the published part of a log without locks or keys: for those who check it.
 *
 * <p>Guarantees: every method either does what it says or throws {@link InvalidLogException} with the name of the file
 * that is at fault; memory is that of one tile per level. Entries are what the folder holds until {@link #checkTree}
 * returned for a checkpoint whose signature the caller verified. A writer may append meanwhile: what is read is the log as
 * it was at the checkpoint, and what lies beyond that is not looked at.
 *
 * <p>Source: C2SP tlog-tiles; RFC 6962 §2.1.
 */
public final class LogReader {
    private static final String TEMPORARY = PublishedFolder.CHECKPOINT + "\\.[0-9]+-[0-9]+\\.tmp";

    private final PublishedFolder folder;
    private final TileReader tiles;

    private LogReader(PublishedFolder folder) {
        this.folder = folder;
        this.tiles = new TileReader(folder);
    }

    /** {@return a reader of this folder, the one that holds {@code checkpoint} and {@code tile/}} */
    public static LogReader open(Path logFolder) {
        return new LogReader(new PublishedFolder(logFolder.toAbsolutePath().normalize(), new LocalDisk()));
    }

    /** {@return the published checkpoint, unverified} */
    public Bytes checkpointNote() throws InvalidLogException {
        return Bytes.of(tiles.read(PublishedFolder.CHECKPOINT, SignedNote.MAX_BYTES));
    }

    /**
     * Hands the first entries to the consumer, in order; where it throws, it has handed over those before the fault.
     *
     * @param size how many, from a verified checkpoint
     */
    public <E extends Exception> void forEachEntry(long size, EntryConsumer<E> consumer) throws InvalidLogException, E {
        if (size < 0) {
            throw new IllegalArgumentException("size: " + size + " (expected: >= 0)");
        }
        for (long from = 0; from < size; from += Tile.WIDTH) {
            int width = (int) Math.min(Tile.WIDTH, size - from);
            List<Bytes> entries = new ArrayList<>();
            InvalidLogException fault = null;
            try {
                tiles.entries(new Tile(Tile.ENTRIES, from / Tile.WIDTH, width), entries);
            } catch (InvalidLogException e) {
                fault = e;
            }
            for (int i = 0; i < Math.min(width, entries.size()); i++) {
                consumer.accept(from + i, entries.get(i));
            }
            if (fault != null) {
                throw fault;
            }
        }
    }

    /**
     * Returns if the folder holds the log that the checkpoint signs: every tile it calls for, byte for byte. A tile of an
     * earlier size that was not removed yet must be the beginning of the one that replaced it. Any other file is refused,
     * but for tiles of a longer log.
     *
     * @param checkpoint one whose signature the caller verified
     * @return whether there are tiles of a longer log, which are not part of what was checked
     */
    public boolean checkTree(SignedCheckpoint checkpoint) throws InvalidLogException {
        HashTiles hashes = new HashTiles();
        TileComparison comparison = new TileComparison();
        for (long from = 0; from < checkpoint.size(); from += Tile.WIDTH) {
            int width = (int) Math.min(Tile.WIDTH, checkpoint.size() - from);
            for (Bytes entry : tiles.entries(new Tile(Tile.ENTRIES, from / Tile.WIDTH, width))) {
                hashes.add(MerkleHash.leaf(entry.toByteArray()), comparison.expected);
            }
            comparison.run();
        }
        hashes.putPartials(comparison.expected);
        comparison.run();
        comparison.requireSame(hashes.root(), checkpoint.root());
        return checkOtherFiles(checkpoint.size());
    }

    /** {@return the roots that the log had before it had this size} */
    public TileRoots roots(long size) {
        return new TileRoots(tiles, size);
    }

    private boolean checkOtherFiles(long size) throws InvalidLogException {
        boolean longer = false;
        for (String name : names()) {
            Optional<Tile> tile = Tile.parse(name);
            if (tile.isPresent() && tile.get().isBeyond(size)) {
                longer = true;
            } else if (tile.isPresent() && !tile.get().isOf(size)) {
                tiles.requireBeginningOf(tile.get(), tile.get().successor(size));
            } else if (tile.isEmpty() && !isOfWriter(name)) {
                throw new InvalidLogException(name, "is not part of a log of size " + size);
            }
        }
        return longer;
    }

    private static boolean isOfWriter(String name) {
        String suffix = PublishedFolder.TEMPORARY_SUFFIX;
        boolean isTemporaryTile = name.endsWith(suffix)
                && Tile.parse(name.substring(0, name.length() - suffix.length()))
                        .isPresent();
        return name.equals(PublishedFolder.CHECKPOINT) || name.matches(TEMPORARY) || isTemporaryTile;
    }

    /** {@return the names of all files, none of which is anything but a regular file} */
    private List<String> names() throws InvalidLogException {
        List<String> names = new ArrayList<>();
        List<String> strange = new ArrayList<>();
        try {
            Files.walkFileTree(folder.root(), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    (attributes.isRegularFile() ? names : strange).add(folder.relative(file));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                    if (e instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE; // replaced by the writer since the folder was listed
                    }
                    throw e;
                }
            });
        } catch (IOException e) {
            throw new InvalidLogException(".", "cannot be read", e);
        }
        if (!strange.isEmpty()) {
            throw new InvalidLogException(strange.get(0), "no regular file");
        }
        return names;
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
                Bytes stored = tiles.hashes(tile.getKey());
                if (firstDifferent == null && !stored.equals(tile.getValue())) {
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
