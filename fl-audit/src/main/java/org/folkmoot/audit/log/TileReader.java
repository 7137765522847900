package org.folkmoot.audit.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.core.storage.CappedFile;
import org.folkmoot.core.storage.FileTooLargeException;

/**
 * Reads tiles of a log as it was at some size, while somebody may write a longer one: where a partial tile was replaced by
 * a wider one, what is asked for is the beginning of that.
 */
final class TileReader {
    private static final int MAX_TRIES = 16;

    private final PublishedFolder folder;

    TileReader(PublishedFolder folder) {
        this.folder = folder;
    }

    /** {@return the hashes in this tile, one after the other} */
    Bytes hashes(Tile tile) throws InvalidLogException {
        Stored stored = stored(tile);
        int length = tile.width() * Digest.BYTES;
        boolean wider = stored.tile.width() > tile.width() && stored.content.size() >= length;
        return wider ? Bytes.of(Arrays.copyOf(stored.content.toByteArray(), length)) : stored.content;
    }

    /** {@return the entries in this tile} */
    List<Bytes> entries(Tile tile) throws InvalidLogException {
        List<Bytes> entries = new ArrayList<>();
        entries(tile, entries);
        return entries.subList(0, tile.width());
    }

    /** Adds the entries in this tile, and any behind it, to the empty list; where it throws, those before the fault. */
    void entries(Tile tile, List<Bytes> entries) throws InvalidLogException {
        Stored stored = stored(tile);
        try {
            EntryTile.decode(stored.content.toByteArray(), stored.tile.width(), entries);
        } catch (IllegalArgumentException e) {
            throw new InvalidLogException(stored.tile.path(), e.getMessage() + "", e);
        }
    }

    /** Returns if a tile of an earlier size, where it is still there, says what the tile that replaced it says. */
    void requireBeginningOf(Tile superseded, Tile current) throws InvalidLogException {
        Optional<byte[]> content = readIfThere(superseded.path(), maxBytes(superseded));
        Bytes expected = superseded.level() == Tile.ENTRIES
                ? EntryTile.encode(entries(current).subList(0, superseded.width()))
                : Bytes.of(Arrays.copyOf(hashes(current).toByteArray(), superseded.width() * Digest.BYTES));
        if (content.isPresent() && !Bytes.of(content.get()).equals(expected)) {
            throw new InvalidLogException(superseded.path(), "is not the beginning of " + current.path());
        }
    }

    /** {@return what a file of the log holds} */
    byte[] read(String name, int maxBytes) throws InvalidLogException {
        return readIfThere(name, maxBytes)
                .orElseThrow(() -> new InvalidLogException(name, "missing", new NoSuchFileException(name)));
    }

    /** The writer removes a tile only when a wider one is there, so looking again finds one; but not for ever. */
    private Stored stored(Tile tile) throws InvalidLogException {
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            Tile found = widths(tile)
                    .mapToObj(width -> new Tile(tile.level(), tile.index(), width))
                    .filter(candidate ->
                            Files.exists(folder.root().resolve(candidate.path()), LinkOption.NOFOLLOW_LINKS))
                    .findFirst()
                    .orElse(tile);
            Optional<byte[]> content = readIfThere(found.path(), maxBytes(found));
            if (content.isPresent()) {
                return new Stored(found, Bytes.of(content.get()));
            }
        }
        return new Stored(tile, Bytes.of(read(tile.path(), maxBytes(tile))));
    }

    private static IntStream widths(Tile tile) {
        return IntStream.rangeClosed(tile.width(), Tile.WIDTH);
    }

    private static int maxBytes(Tile tile) {
        return tile.level() == Tile.ENTRIES ? EntryTile.MAX_BYTES : Tile.WIDTH * Digest.BYTES;
    }

    private Optional<byte[]> readIfThere(String name, int maxBytes) throws InvalidLogException {
        Path path = folder.root().resolve(name);
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && isNoFile(path)) {
            throw new InvalidLogException(name, "no regular file");
        }
        try {
            return Optional.of(CappedFile.read(path, maxBytes, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (FileTooLargeException e) {
            throw new InvalidLogException(name, e.getMessage() + "");
        } catch (IOException e) {
            throw new InvalidLogException(name, "cannot be read", e);
        }
    }

    private static boolean isNoFile(Path path) {
        return Files.isSymbolicLink(path) || Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private record Stored(Tile tile, Bytes content) {}
}
