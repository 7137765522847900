package org.folkmoot.audit.mirror;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.folkmoot.audit.log.TileSource;

/**
 * A log that some web server publishes, fetched file by file.
 *
 * <p>Guarantees: takes no more bytes than asked for, follows no redirect, and waits for an answer no longer than the
 * timeout. Safe for several threads.
 */
public final class HttpTiles implements TileSource {
    private static final int FOUND = 200;
    private static final int MISSING = 404;

    private final String base;
    private final Duration timeout;
    private final HttpClient client;

    private HttpTiles(String base, Duration timeout, HttpClient client) {
        this.base = base;
        this.timeout = timeout;
        this.client = client;
    }

    /** {@return the log at this address, under which {@code checkpoint} and {@code tile/} are} */
    public static HttpTiles at(URI base, Duration timeout) {
        String scheme = String.valueOf(base.getScheme());
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("base: " + base + " (expected: an http or https address)");
        }
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
        return new HttpTiles(base.toString().replaceAll("/+$", "") + "/", timeout, client);
    }

    @Override
    public Optional<byte[]> fetch(String path, int maxBytes) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(timeout)
                .GET()
                .build();
        try {
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() == MISSING) {
                    return Optional.empty();
                }
                if (answer.statusCode() != FOUND) {
                    throw new IOException(base + path + ": status " + answer.statusCode() + " (expected: 200)");
                }
                return Optional.of(take(body, path, maxBytes));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while fetching " + base + path, e);
        }
    }

    private byte[] take(InputStream body, String path, int maxBytes) throws IOException {
        ByteArrayOutputStream taken = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 14];
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            if (taken.size() + read > maxBytes) {
                throw new IOException(base + path + ": > " + maxBytes + " bytes (expected: at most)");
            }
            taken.write(buffer, 0, read);
        }
        return taken.toByteArray();
    }
}
