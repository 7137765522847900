package org.folkmoot.audit.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.folkmoot.api.Bytes;

/**
 * Asks a server that may be slow, dead or hostile.
 *
 * <p>Guarantees: an answer or an {@link IOException} within the timeout, which counts from the question to the last byte
 * of the answer; an answer no longer than allowed; redirects are not followed. A caller that is interrupted gets an
 * IOException and stays interrupted. Safe for several threads. What the answer says is for the caller to check.
 */
public final class BoundedHttp {
    private final HttpClient client;
    private final Duration timeout;

    private BoundedHttp(HttpClient client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
    }

    /** {@return one whose questions take no longer than this} */
    public static BoundedHttp within(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout: " + timeout + " (expected: > 0)");
        }
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
        return new BoundedHttp(client, timeout);
    }

    /** {@return the answer to GET} */
    public HttpAnswer get(URI target, int maxBytes) throws IOException {
        return send(HttpRequest.newBuilder(target).GET(), maxBytes);
    }

    /** {@return the answer to POST with this body} */
    public HttpAnswer post(URI target, String contentType, byte[] body, int maxBytes) throws IOException {
        return send(
                HttpRequest.newBuilder(target)
                        .header("Content-Type", contentType)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body)),
                maxBytes);
    }

    private HttpAnswer send(HttpRequest.Builder request, int maxBytes) throws IOException {
        CompletableFuture<HttpResponse<Bytes>> response =
                client.sendAsync(request.timeout(timeout).build(), info -> new CappedBody(maxBytes));
        try {
            HttpResponse<Bytes> answer = response.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new HttpAnswer(answer.statusCode(), answer.body());
        } catch (ExecutionException e) {
            throw new IOException("cannot be reached: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            response.cancel(true);
            throw new IOException("did not answer within " + timeout, e);
        } catch (InterruptedException e) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the answer", e);
        }
    }
}
