package org.folkmoot.audit.mirror;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.folkmoot.audit.http.BoundedHttp;
import org.folkmoot.audit.http.HttpAnswer;
import org.folkmoot.audit.log.TileSource;

/**
 * A log that some web server publishes, fetched file by file.
 *
 * <p>Guarantees: those of {@link BoundedHttp} for each file: no more bytes than asked for, no redirect, the whole file
 * within the timeout. Safe for several threads.
 */
public final class HttpTiles implements TileSource {
    private static final int FOUND = 200;
    private static final int MISSING = 404;

    private final String base;
    private final BoundedHttp http;

    private HttpTiles(String base, BoundedHttp http) {
        this.base = base;
        this.http = http;
    }

    /** {@return the log at this address, under which {@code checkpoint} and {@code tile/} are} */
    public static HttpTiles at(URI base, Duration timeout) {
        String scheme = String.valueOf(base.getScheme());
        if (!(scheme.equals("http") || scheme.equals("https")) || base.getHost() == null) {
            throw new IllegalArgumentException("base: " + base + " (expected: an http or https address)");
        }
        return new HttpTiles(base.toString().replaceAll("/+$", "") + "/", BoundedHttp.within(timeout));
    }

    @Override
    public Optional<byte[]> fetch(String path, int maxBytes) throws IOException {
        URI target = URI.create(base + path);
        HttpAnswer answer;
        try {
            answer = http.get(target, maxBytes);
        } catch (IOException e) {
            throw new IOException(target + ": " + e.getMessage(), e);
        }
        if (answer.status() == MISSING) {
            return Optional.empty();
        }
        if (answer.status() != FOUND) {
            throw new IOException(target + ": status " + answer.status() + " (expected: 200)");
        }
        return Optional.of(answer.body().toByteArray());
    }
}
