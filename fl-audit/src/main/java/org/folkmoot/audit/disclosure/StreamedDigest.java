package org.folkmoot.audit.disclosure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.folkmoot.api.Digest;

/** Takes the digest of a file of any length, in constant memory. */
public final class StreamedDigest {
    private static final int BUFFER_BYTES = 1 << 16;

    private StreamedDigest() {}

    /** {@return the SHA-256 of the file, which is no link} */
    public static Digest of(Path file) throws IOException {
        MessageDigest sha256 = Digest.newSha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha256.update(buffer, 0, read);
            }
        }
        return Digest.of(sha256.digest());
    }
}
