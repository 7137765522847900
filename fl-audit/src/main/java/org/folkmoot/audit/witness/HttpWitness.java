package org.folkmoot.audit.witness;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.audit.Witness;
import org.folkmoot.api.audit.WitnessException;
import org.folkmoot.audit.http.BoundedHttp;
import org.folkmoot.audit.http.HttpAnswer;
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
    private final BoundedHttp http;
    private final @Nullable ConsistencySource proofs;

    private HttpWitness(URI target, VerifierKey key, BoundedHttp http, @Nullable ConsistencySource proofs) {
        this.target = target;
        this.key = key;
        this.http = http;
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
        URI target = URI.create(base.toString().replaceAll("/+$", "") + AddCheckpoint.PATH);
        return new HttpWitness(target, key, BoundedHttp.within(timeout), null);
    }

    /** {@return the same witness, asked once more with a fitting path where it last saw another size than assumed} */
    public HttpWitness withProofsFrom(ConsistencySource source) {
        return new HttpWitness(target, key, http, requireNonNull(source, "source"));
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
        try {
            HttpAnswer answer = http.post(target, "text/plain", request.encode(), MAX_REPLY_BYTES);
            return new WitnessReply(answer.status(), answer.body().utf8());
        } catch (IOException e) {
            throw WitnessDialogue.failed("witness " + key.name() + " at " + target + ": " + e.getMessage(), e);
        }
    }
}
