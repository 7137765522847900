package org.folkmoot.core.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Reads small files that somebody else may have written: regular ones only, and no more of them than the caller said.
 *
 * <p>Guarantee: memory is bounded by the cap, also where the file grows while it is read. Devices and pipes are refused
 * before they are opened.
 */
public final class CappedFile {
    private CappedFile() {}

    /**
     * {@return the content of the file}
     *
     * @param maxBytes the most that is read
     * @param links whether a symbolic link may stand for the file
     * @throws FileTooLargeException if it holds more than that
     * @throws IOException if it is no regular file, or cannot be read
     */
    public static byte[] read(Path file, int maxBytes, LinkOption... links) throws IOException {
        long size = Files.size(file);
        if (!Files.isRegularFile(file, links)) {
            throw new IOException("no regular file");
        }
        if (size > maxBytes) {
            throw new FileTooLargeException(size, maxBytes);
        }
        try (InputStream in = Files.newInputStream(file, links)) {
            byte[] content = in.readNBytes((int) size + 1);
            if (content.length > size) {
                throw new IOException("grew while it was read");
            }
            return content;
        }
    }
}
