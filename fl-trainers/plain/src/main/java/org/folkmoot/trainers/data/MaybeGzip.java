package org.folkmoot.trainers.data;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * Foreign bytes, decompressed where they start with the gzip magic (RFC 1952 §2.3.1).
 *
 * <p>The compressed bytes are in memory before the first is looked at, so whatever goes wrong later is the data's fault
 * and never the disk's.
 */
final class MaybeGzip {
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    private MaybeGzip() {}

    /**
     * {@return a stream over what the bytes hold; an {@link IOException} from it means that the gzip data is broken}
     *
     * @param name what to call the bytes in messages
     */
    static InputStream open(byte[] bytes, String name) throws MalformedDataException {
        InputStream raw = new ByteArrayInputStream(bytes);
        if (bytes.length < 2 || (bytes[0] & 0xff) != GZIP_FIRST || (bytes[1] & 0xff) != GZIP_SECOND) {
            return raw;
        }
        try {
            return new BufferedInputStream(new GZIPInputStream(raw), 1 << 16);
        } catch (IOException e) {
            throw broken(name, e);
        }
    }

    static MalformedDataException broken(String name, IOException cause) {
        return new MalformedDataException(name, String.valueOf(cause.getMessage()), "complete gzip data", cause);
    }
}
