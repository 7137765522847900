package org.folkmoot.secure.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.folkmoot.api.Bytes;
import org.folkmoot.core.json.Jcs;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.StrictJson;
import org.folkmoot.secure.Cohort;
import org.folkmoot.secure.RingShape;
import org.folkmoot.secure.RoundTrip;
import org.folkmoot.secure.crypto.PackedRing;
import org.folkmoot.secure.server.Unmasked;
import org.junit.jupiter.api.Test;

/**
 * A whole session, byte for byte, for those who write another implementation: five clients, of which one drops out between
 * dealing shares and masking. The file changes only when the protocol does, and then the version of its messages.
 */
class TranscriptTest {
    private final Cohort cohort = Cohort.of(5, new RingShape(7, 23));
    private final RoundTrip trip = new RoundTrip(cohort, 5, 2, 5, 5, 5);

    @Test
    void everyByteIsAsItWasFrozen() throws Exception {
        Unmasked unmasked = trip.run();

        JsonObject now = Json.object()
                .put(
                        "about",
                        "A session of five clients of which the second drops out before masking; see TranscriptTest.")
                .put("round", cohort.round().digest().hex())
                .put("roster", unmasked.evidence().session().roster().hex())
                .put("session", unmasked.evidence().session().id().hex())
                .put("survivors", unmasked.evidence().survivors().root().hex())
                .put("clients", Json.array(clients()))
                .put(
                        "messages",
                        Json.strings(trip.transcript().stream().map(Bytes::hex).toList()))
                .put("sum", Bytes.of(PackedRing.pack(unmasked.sum())).hex())
                .build();

        assertThat(new String(Jcs.encode(now), StandardCharsets.UTF_8))
                .isEqualTo(new String(Jcs.encode(frozen()), StandardCharsets.UTF_8));
    }

    private List<Json> clients() {
        List<Json> clients = new ArrayList<>();
        for (int i = 0; i < cohort.size(); i++) {
            ByteBuffer entropy = ByteBuffer.allocate(32);
            cohort.entropy(i).revealTo(entropy);
            clients.add(Json.object()
                    .put("pseudonym", cohort.pseudonym(i).hex())
                    .put("publicKey", cohort.key(i).publicKey().hex())
                    .put("entropy", Bytes.of(entropy.array()).hex())
                    .put("input", Bytes.of(PackedRing.pack(cohort.input(i))).hex())
                    .build());
        }
        return clients;
    }

    private static Json frozen() throws Exception {
        try (InputStream in = TranscriptTest.class.getResourceAsStream("/vectors/transcript.json")) {
            return StrictJson.parse(
                    Objects.requireNonNull(in, "transcript.json").readAllBytes());
        }
    }
}
