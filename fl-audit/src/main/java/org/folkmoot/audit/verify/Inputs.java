package org.folkmoot.audit.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.folkmoot.api.Digest;
import org.jspecify.annotations.Nullable;

/**
 * Inputs as they were disclosed: files named by the SHA-256 of their content, {@code <hh>/<hex>}. What is not there was
 * not disclosed; what is there must be what its name says.
 *
 * <p>Holds one file at a time, and the digests of the files already checked (32 bytes each).
 */
final class Inputs {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Optional<Path> folder;
    private final Set<Digest> checked = new HashSet<>();

    Inputs(Optional<Path> folder) {
        this.folder = folder;
    }

    /** {@return whether a file of this name was disclosed} */
    boolean has(Digest digest) {
        return file(digest).isPresent();
    }

    /** {@return the content with this digest, if it was disclosed} */
    Optional<byte[]> read(Digest digest) throws InvalidProofException {
        Optional<Path> file = file(digest);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        check(digest);
        try {
            byte[] content = Files.readAllBytes(file.get());
            requireName(digest, Digest.sha256(content));
            return Optional.of(content);
        } catch (IOException e) {
            throw unreadable(file.get(), e);
        }
    }

    /** Checks the content with this digest, and {@return whether it was disclosed} */
    boolean check(Digest digest) throws InvalidProofException {
        Optional<Path> file = file(digest);
        if (file.isEmpty()) {
            return false;
        }
        if (!Files.isRegularFile(file.get(), LinkOption.NOFOLLOW_LINKS)) {
            throw misplaced(folder.orElseThrow().relativize(file.get()), null);
        }
        if (!checked.contains(digest)) {
            requireName(digest, hash(file.get()));
        }
        return true;
    }

    /** Checks every file that was not checked yet, whether a leaf refers to it or not, in the order of their names. */
    long checkAll() throws InvalidProofException {
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

    private Optional<Path> file(Digest digest) {
        String hex = digest.hex();
        return folder.map(root -> root.resolve(hex.substring(0, 2)).resolve(hex))
                .filter(Files::exists);
    }

    private void requireName(Digest name, Digest found) throws InvalidProofException {
        if (!found.equals(name)) {
            throw new InvalidProofException(
                    FailureKind.INPUT_TAMPERED,
                    "inputs/" + name.hex().substring(0, 2) + "/" + name,
                    "content has digest " + found + " (expected: its name)");
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
            });
        } catch (IOException e) {
            throw unreadable(root, e);
        }
        Collections.sort(files);
        return files;
    }

    /** {@return whether a crash left this behind while it was written; nothing refers to it and nobody reads it} */
    private static boolean isLeftover(Path file) {
        return String.valueOf(file.getFileName()).matches("[0-9a-f]{64}\\.[0-9]+-[0-9]+\\.tmp");
    }

    private static Digest name(Path root, Path file) throws InvalidProofException {
        Path relative = root.relativize(file);
        String last = String.valueOf(file.getFileName());
        try {
            Digest digest = Digest.parse(last);
            if (relative.equals(Path.of(last.substring(0, 2), last)) && Files.isRegularFile(file)) {
                return digest;
            }
        } catch (IllegalArgumentException e) {
            throw misplaced(relative, e);
        }
        throw misplaced(relative, null);
    }

    private static InvalidProofException misplaced(Path relative, @Nullable Throwable cause) {
        return new InvalidProofException(
                FailureKind.INPUT_TAMPERED,
                "inputs/" + relative,
                "not named by its digest (expected: files <hh>/<hex> only)",
                cause);
    }

    private static Digest hash(Path file) throws InvalidProofException {
        MessageDigest sha256 = Digest.newSha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha256.update(buffer, 0, read);
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        return Digest.of(sha256.digest());
    }

    private static InvalidProofException unreadable(Path path, IOException e) {
        return new InvalidProofException(FailureKind.UNREADABLE, path.toString(), String.valueOf(e.getMessage()), e);
    }
}
