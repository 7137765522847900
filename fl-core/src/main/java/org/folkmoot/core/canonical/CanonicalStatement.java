package org.folkmoot.core.canonical;

import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.round.ClientStatement;
import org.folkmoot.core.json.Jcs;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;

/** The JSON form of a client statement and the bytes that a client signs. */
public final class CanonicalStatement {
    /** DSSE payload type of a client statement. */
    public static final String PAYLOAD_TYPE = "application/vnd.folkmoot.client-statement+json";

    private CanonicalStatement() {}

    /** {@return the bytes under the client's signature: DSSE v1 pre-authentication encoding of the canonical JSON} */
    public static byte[] signingMessage(ClientStatement statement) {
        return PreAuthentication.encode(PAYLOAD_TYPE, Jcs.encode(toJson(statement)));
    }

    /** {@return the statement as JSON} */
    public static JsonObject toJson(ClientStatement statement) {
        return Json.object()
                .put("federation", statement.federation().value())
                .put("round", statement.attempt().round())
                .put("attempt", statement.attempt().attempt())
                .put("pseudonym", statement.pseudonym().hex())
                .put("baseModel", statement.baseModel().hex())
                .put("program", statement.program().hex())
                .put("consent", statement.consent().hex())
                .put("seenCheckpointSize", statement.seenCheckpointSize())
                .put("seenCheckpointRoot", statement.seenCheckpointRoot().hex())
                .put("examples", statement.examples())
                .put("payload", statement.payload().hex())
                .put("fingerprint", statement.fingerprint().hex())
                .build();
    }

    /**
     * {@return the statement that this JSON describes}
     *
     * @throws MalformedJsonException if it describes none
     */
    public static ClientStatement fromJson(JsonObject json) throws MalformedJsonException {
        json.requireOnly(
                "federation",
                "round",
                "attempt",
                "pseudonym",
                "baseModel",
                "program",
                "consent",
                "seenCheckpointSize",
                "seenCheckpointRoot",
                "examples",
                "payload",
                "fingerprint");
        String federation = json.string("federation");
        int round = Fields.count(json, "round");
        int attempt = Fields.count(json, "attempt");
        Digest pseudonym = Fields.digest(json, "pseudonym");
        Digest baseModel = Fields.digest(json, "baseModel");
        Digest program = Fields.digest(json, "program");
        Digest consent = Fields.digest(json, "consent");
        long seenSize = json.integer("seenCheckpointSize");
        Digest seenRoot = Fields.digest(json, "seenCheckpointRoot");
        long examples = json.integer("examples");
        Digest payload = Fields.digest(json, "payload");
        Digest fingerprint = Fields.digest(json, "fingerprint");
        return Rejections.malformedUnlessValid(() -> new ClientStatement(
                new FederationId(federation),
                new AttemptId(round, attempt),
                pseudonym,
                baseModel,
                program,
                consent,
                seenSize,
                seenRoot,
                examples,
                payload,
                fingerprint));
    }
}
