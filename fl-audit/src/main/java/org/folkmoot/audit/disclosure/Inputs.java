package org.folkmoot.audit.disclosure;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.folkmoot.api.Digest;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.core.storage.CappedFile;
import org.folkmoot.core.storage.FileTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Inputs as they were disclosed: files named by the SHA-256 of their content, {@code <hh>/<hex>}. What is not there was
 * not disclosed; what is there must be what its name says, a regular file, and no larger than its use allows.
 *
 * <p>Holds one file at a time, never more of it than the caller allows, and the digests of the files already checked (32
 * bytes each). For one thread.
 */
public final class Inputs {
    private static final Pattern LEFTOVER = Pattern.compile("[0-9a-f]{64}\\.[0-9]+-[0-9]+\\.tmp");

    private final Optional<Path> folder;
    private final Set<Digest> checked = new HashSet<>();
    private final Set<Path> groups = new HashSet<>();

    private Inputs(Optional<Path> folder) {
        this.folder = folder;
    }

    /** {@return the inputs in this folder, where there is one} */
    public static Inputs in(Optional<Path> folder) throws InvalidProofException {
        if (folder.isPresent() && !Files.isDirectory(folder.get(), LinkOption.NOFOLLOW_LINKS)) {
            throw failure("inputs", "a link or a file (expected: a folder)", null);
        }
        return new Inputs(folder);
    }

    /** {@return the content with this digest, if it was disclosed} A longer one is refused before it is read. */
    public Optional<byte[]> read(Digest digest, int maxBytes) throws InvalidProofException {
        Optional<Path> file = file(digest);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] content = CappedFile.read(file.get(), maxBytes, LinkOption.NOFOLLOW_LINKS);
            requireName(digest, Digest.sha256(content));
            return Optional.of(content);
        } catch (FileTooLargeException e) {
            throw failure(where(digest), e.getMessage() + "", e);
        } catch (IOException e) {
            throw unreadable(file.get(), e);
        }
    }

    /** {@return the content with this digest, of exactly this many bytes, if it was disclosed} */
    public Optional<byte[]> readExactly(Digest digest, int bytes) throws InvalidProofException {
        requireSize(digest, bytes);
        return read(digest, bytes);
    }

    /** Checks the content with this digest, and {@return whether it was disclosed} */
    public boolean check(Digest digest) throws InvalidProofException {
        Optional<Path> file = file(digest);
        if (file.isEmpty()) {
            return false;
        }
        if (!checked.contains(digest)) {
            requireName(digest, hash(file.get()));
        }
        return true;
    }

    /** Checks the content with this digest, which is exactly so long, and {@return whether it was disclosed} */
    public boolean checkExactly(Digest digest, long bytes) throws InvalidProofException {
        requireSize(digest, bytes);
        return check(digest);
    }

    /**
     * Checks every file that was not checked yet, whether a leaf refers to it or not, in the order of their names;
     * {@return how many files were checked in all}
     */
    public long checkAll() throws InvalidProofException {
        if (folder.isEmpty()) {
            return 0;
        }
        for (Path file : files(folder.get())) {
            Digest name = name(folder.get(), file);
            if (!checked.contains(name)) {
                requireName(name, hash(file));
            }
        }
        return checked.size();
    }

    private Optional<Path> file(Digest digest) throws InvalidProofException {
        return find(digest).map(Found::file);
    }

    private Optional<Found> find(Digest digest) throws InvalidProofException {
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        Path group = folder.get().resolve(digest.hex().substring(0, 2));
        Path file = group.resolve(digest.hex());
        requireNoLink(group);
        try {
            BasicFileAttributes found =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!found.isRegularFile()) {
                throw misplaced(folder.get().relativize(file), null);
            }
            return Optional.of(new Found(file, found.size()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private void requireNoLink(Path group) throws InvalidProofException {
        if (groups.contains(group)) {
            return;
        }
        if (Files.isSymbolicLink(group)) {
            throw misplaced(folder.orElseThrow().relativize(group), null);
        }
        groups.add(group);
    }

    /** Before anything is read: whoever names a blob by its true digest may still have made it as long as a disk. */
    private void requireSize(Digest digest, long expected) throws InvalidProofException {
        Optional<Found> found = find(digest);
        if (found.isPresent() && found.get().size() != expected) {
            throw failure(where(digest), found.get().size() + " bytes (expected: " + expected + ")", null);
        }
    }

    private void requireName(Digest name, Digest found) throws InvalidProofException {
        if (!found.equals(name)) {
            throw failure(where(name), "content has digest " + found + " (expected: its name)", null);
        }
        checked.add(name);
    }

    private static List<Path> files(Path root) throws InvalidProofException {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (!isLeftover(file)) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                    if (e instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE; // erased, or renamed by a writer, since the folder was listed
                    }
                    throw e;
                }
            });
        } catch (IOException e) {
            throw unreadable(root, e);
        }
        Collections.sort(files);
        return files;
    }

    /** {@return whether a crash left this behind while it was written; nothing refers to it and nobody reads it} */
    private static boolean isLeftover(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".tmp") && LEFTOVER.matcher(name).matches();
    }

    private static Digest name(Path root, Path file) throws InvalidProofException {
        Path relative = root.relativize(file);
        String last = String.valueOf(file.getFileName());
        try {
            Digest digest = Digest.parse(last);
            if (relative.equals(Path.of(last.substring(0, 2), last))
                    && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                return digest;
            }
        } catch (IllegalArgumentException e) {
            throw misplaced(relative, e);
        }
        throw misplaced(relative, null);
    }

    private static Digest hash(Path file) throws InvalidProofException {
        try {
            return StreamedDigest.of(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static String where(Digest name) {
        return "inputs/" + name.hex().substring(0, 2) + "/" + name;
    }

    private static InvalidProofException misplaced(Path relative, @Nullable Throwable cause) {
        return failure(
                "inputs/" + relative,
                "not a file named by its digest (expected: files <hh>/<hex> only, no links)",
                cause);
    }

    private static InvalidProofException failure(String where, String detail, @Nullable Throwable cause) {
        return new InvalidProofException(FailureKind.INPUT_TAMPERED, where, detail, cause);
    }

    private static InvalidProofException unreadable(Path path, IOException e) {
        return new InvalidProofException(FailureKind.UNREADABLE, path.toString(), String.valueOf(e.getMessage()), e);
    }

    private record Found(Path file, long size) {}
}
