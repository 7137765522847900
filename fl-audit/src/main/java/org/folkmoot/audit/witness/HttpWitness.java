package org.folkmoot.audit.witness;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.audit.Witness;
import org.folkmoot.api.audit.WitnessException;
import org.folkmoot.audit.note.VerifierKey;
import org.jspecify.annotations.Nullable;

/**
 * A witness that is asked over HTTP.
 *
 * <p>Guarantees: what {@link #cosign} returns are cosignatures that were checked under the witness's key; it waits no
 * longer than the timeout, twice that where it asks again; the answer takes bounded memory. A conflict is told where the
 * witness has seen another history, or a longer one than the log now has. Safe for several threads.
 *
 * <p>Source: C2SP tlog-witness.
 */
public final class HttpWitness implements Witness {
    private static final int MAX_REPLY_BYTES = 1 << 16;

    private final URI target;
    private final VerifierKey key;
    private final Duration timeout;
    private final HttpClient client;
    private final @Nullable ConsistencySource proofs;

    private HttpWitness(
            URI target, VerifierKey key, Duration timeout, HttpClient client, @Nullable ConsistencySource proofs) {
        this.target = target;
        this.key = key;
        this.timeout = timeout;
        this.client = client;
        this.proofs = proofs;
    }

    /**
     * {@return the witness at this address}
     *
     * @param base where it is, without {@code /add-checkpoint}
     * @param key its key, got by another way than from it
     * @param timeout how long one question may take
     */
    public static HttpWitness at(URI base, VerifierKey key, Duration timeout) {
        key.requireCosigner();
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout: " + timeout + " (expected: > 0)");
        }
        URI target = URI.create(base.toString().replaceAll("/+$", "") + AddCheckpoint.PATH);
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
        return new HttpWitness(target, key, timeout, client, null);
    }

    /** {@return the same witness, asked once more with a fitting path where it last saw another size than assumed} */
    public HttpWitness withProofsFrom(ConsistencySource source) {
        return new HttpWitness(target, key, timeout, client, requireNonNull(source, "source"));
    }

    @Override
    public String verifierKey() {
        return key.encode();
    }

    @Override
    public String cosign(SignedCheckpoint checkpoint, long oldSize, List<Digest> consistency) throws WitnessException {
        return new WitnessDialogue(key, this::post, proofs).cosign(checkpoint, oldSize, consistency);
    }

    private WitnessReply post(AddCheckpoint request) throws WitnessException {
        HttpRequest http = HttpRequest.newBuilder(target)
                .timeout(timeout)
                .POST(HttpRequest.BodyPublishers.ofByteArray(request.encode()))
                .build();
        CompletableFuture<HttpResponse<String>> response =
                client.sendAsync(http, info -> new CappedBody(MAX_REPLY_BYTES));
        try {
            HttpResponse<String> answer = response.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new WitnessReply(answer.statusCode(), answer.body());
        } catch (ExecutionException e) {
            throw WitnessDialogue.failed(
                    "witness " + key.name() + " at " + target + " cannot be reached", e.getCause());
        } catch (TimeoutException e) {
            response.cancel(true);
            throw WitnessDialogue.failed(
                    "witness " + key.name() + " at " + target + " did not answer within " + timeout, e);
        } catch (InterruptedException e) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            throw WitnessDialogue.failed("interrupted while waiting for witness " + key.name(), e);
        }
    }
}
