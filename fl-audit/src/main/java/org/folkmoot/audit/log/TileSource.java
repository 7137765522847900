package org.folkmoot.audit.log;

import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.folkmoot.core.storage.CappedFile;

/** Where the files of a published log can be fetched: a folder, or a web server. What comes is foreign bytes. */
@FunctionalInterface
public interface TileSource {
    /**
     * {@return the file at this path, or empty if there is none}
     *
     * @param path below the log, with forward slashes, such as {@code checkpoint}
     * @param maxBytes longest file that is taken
     * @throws IOException if it cannot be fetched, or is longer
     */
    Optional<byte[]> fetch(String path, int maxBytes) throws IOException;

    /** {@return the log in this folder} */
    static TileSource folder(Path folder) {
        return (path, maxBytes) -> {
            try {
                return Optional.of(CappedFile.read(folder.resolve(path), maxBytes, LinkOption.NOFOLLOW_LINKS));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        };
    }
}
