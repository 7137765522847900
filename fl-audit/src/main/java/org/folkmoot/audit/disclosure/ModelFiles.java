package org.folkmoot.audit.disclosure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;
import org.folkmoot.api.Digest;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.core.storage.CappedFile;
import org.folkmoot.core.storage.FileTooLargeException;

/**
 * The two files of a released model, and the refusal of anything else beside them: what lies in {@code model/} is taken
 * for verified by whoever copies the folder.
 */
final class ModelFiles {
    static final String PARAMETERS = "parameters.bin";
    static final String DESCRIPTION = "model.json";

    /** A layout fits into a leaf, and a description is little more than that. */
    static final int MAX_DESCRIPTION_BYTES = 1 << 17;

    private static final String LEFTOVER = "(" + PARAMETERS + "|" + DESCRIPTION + ")\\.[0-9]+-[0-9]+\\.tmp";

    private final Path folder;

    private ModelFiles(Path folder) {
        this.folder = folder;
    }

    /** {@return the files in this folder}; what a crash left behind while they were written is passed over. */
    static ModelFiles in(Path folder) throws InvalidProofException {
        if (Files.isSymbolicLink(folder)) {
            throw tampered("", "a link (expected: a folder)");
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Iterator<Path> all = files.iterator(); all.hasNext(); ) {
                requireKnown(all.next());
            }
        } catch (UncheckedIOException e) {
            throw unreadable("", new IOException(e));
        } catch (IOException e) {
            throw unreadable("", e);
        }
        return new ModelFiles(folder);
    }

    private static void requireKnown(Path file) throws InvalidProofException {
        String name = String.valueOf(file.getFileName());
        boolean known = name.equals(PARAMETERS) || name.equals(DESCRIPTION) || name.matches(LEFTOVER);
        if (!known || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw tampered(
                    name,
                    "is no part of a released model (expected: the files " + PARAMETERS + " and " + DESCRIPTION
                            + ", no links)");
        }
    }

    byte[] description() throws InvalidProofException {
        return read(DESCRIPTION, MAX_DESCRIPTION_BYTES);
    }

    byte[] parameters(long size) throws InvalidProofException {
        requireParameters(size);
        if (size > Integer.MAX_VALUE - 8) {
            throw new InvalidProofException(
                    FailureKind.UNREADABLE,
                    "model/" + PARAMETERS,
                    size + " bytes (expected: < 2^31 to be read at once)");
        }
        return read(PARAMETERS, (int) size);
    }

    Digest parametersDigest(long size) throws InvalidProofException {
        requireParameters(size);
        try {
            return StreamedDigest.of(folder.resolve(PARAMETERS));
        } catch (IOException e) {
            throw unreadable(PARAMETERS, e);
        }
    }

    private void requireParameters(long size) throws InvalidProofException {
        try {
            long found = Files.size(folder.resolve(PARAMETERS));
            if (found != size) {
                throw tampered(PARAMETERS, found + " bytes (expected: " + size + ")");
            }
        } catch (IOException e) {
            throw unreadable(PARAMETERS, e);
        }
    }

    private byte[] read(String name, int maxBytes) throws InvalidProofException {
        try {
            return CappedFile.read(folder.resolve(name), maxBytes, LinkOption.NOFOLLOW_LINKS);
        } catch (FileTooLargeException e) {
            throw tampered(name, e.getMessage() + "");
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static InvalidProofException tampered(String name, String detail) {
        return new InvalidProofException(FailureKind.MODEL_TAMPERED, "model/" + name, detail);
    }

    private static InvalidProofException unreadable(String name, IOException e) {
        return new InvalidProofException(
                FailureKind.UNREADABLE, "model/" + name, "missing or unreadable: " + e.getMessage(), e);
    }
}
