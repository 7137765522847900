package org.folkmoot.audit.log;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.folkmoot.api.Bytes;

/**
 * The part of a log that anyone may read, as files that any web server can serve (C2SP tlog-tiles).
 *
 * <p>The checkpoint is replaced durably. Tiles are replaced whole but not forced, because they can be made again from
 * the leaves.
 *
 * @param root the folder
 * @param disk through which it is written
 */
record PublishedFolder(Path root, Disk disk) {
    static final String CHECKPOINT = "checkpoint";

    static final String TEMPORARY_SUFFIX = ".tmp";

    Optional<Bytes> checkpoint() throws IOException {
        try {
            return Optional.of(Bytes.of(Files.readAllBytes(root.resolve(CHECKPOINT))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    void writeCheckpoint(Bytes note) throws IOException {
        Path temporary = root.resolve(CHECKPOINT + "." + ProcessHandle.current().pid() + "-1" + TEMPORARY_SUFFIX);
        disk.replace(root.resolve(CHECKPOINT), temporary, note.toByteArray());
    }

    /** Makes the tile hold this content; does nothing where it does. */
    void put(Tile tile, Bytes content) throws IOException {
        Path path = root.resolve(tile.path());
        byte[] bytes = content.toByteArray();
        if (holds(path, bytes)) {
            return;
        }
        Files.createDirectories(requireNonNull(path.getParent(), "a tile has a folder"));
        Path temporary = path.resolveSibling(path.getFileName() + TEMPORARY_SUFFIX);
        disk.write(temporary, bytes);
        disk.move(temporary, path);
    }

    private static boolean holds(Path path, byte[] bytes) throws IOException {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                && Files.size(path) == bytes.length
                && Arrays.equals(Files.readAllBytes(path), bytes);
    }

    /** Deletes a tile that a larger log has no more, with the folder of partial tiles that it leaves empty. */
    void delete(Tile tile) throws IOException {
        Path path = root.resolve(tile.path());
        disk.delete(path);
        try {
            Files.deleteIfExists(requireNonNull(path.getParent(), "a tile has a folder"));
        } catch (DirectoryNotEmptyException e) {
            // a wider partial tile is in it
        }
    }

    /** Deletes tiles that a log of this size has not, and what a crash left behind while they were written. */
    void prune(long size) throws IOException {
        for (Path path : files()) {
            Optional<Tile> tile = Tile.parse(relative(path));
            if (tile.isPresent() && !tile.get().isOf(size)) {
                delete(tile.get());
            } else if (path.toString().endsWith(TEMPORARY_SUFFIX)) {
                disk.delete(path);
            }
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .collect(Collectors.toList());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** {@return the path below the folder, with forward slashes} */
    String relative(Path path) {
        return root.relativize(path).toString().replace('\\', '/');
    }
}
