package org.folkmoot.audit.leaf;

import java.util.Optional;
import org.folkmoot.api.Digest;
import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.api.round.SignedStatement;
import org.folkmoot.api.round.Treatment;
import org.folkmoot.core.canonical.CanonicalStatement;
import org.folkmoot.core.canonical.Fields;
import org.folkmoot.core.json.Jcs;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.JsonObjectBuilder;
import org.folkmoot.core.json.MalformedJsonException;

/**
 * What became of one invited client in one attempt. It stays off the log; the round leaf commits to it, and the client
 * gets it as receipt.
 *
 * @param pseudonym the client
 * @param rejection why its contribution does not count; empty where it counts
 * @param treatment what the rules did to a contribution that counts, where they did not take it as it was
 * @param salt random, so that nobody finds the record by trying
 * @param signed what the client signed; always there where the contribution counts
 */
public record ClientRecord(
        Digest pseudonym,
        Optional<RejectionReason> rejection,
        Optional<Treatment> treatment,
        Digest salt,
        Optional<SignedStatement> signed) {
    private static final String INCLUDED = "included";

    /** Rejects an included record without a statement, or with somebody else's. */
    public ClientRecord {
        if (rejection.isEmpty() && signed.isEmpty()) {
            throw new IllegalArgumentException("signed: empty (expected: a statement, for it is included)");
        }
        if (rejection.isPresent() && treatment.isPresent()) {
            throw new IllegalArgumentException("treatment: " + treatment + " (expected: none, for it does not count)");
        }
        if (rejection.isEmpty() && !signed.orElseThrow().statement().pseudonym().equals(pseudonym)) {
            throw new IllegalArgumentException("pseudonym: " + pseudonym + " (expected: that of the statement)");
        }
    }

    /** {@return the record of a contribution that counts} */
    public static ClientRecord included(SignedStatement signed, Digest salt) {
        return included(signed, Optional.empty(), salt);
    }

    /** {@return the record of a contribution that counts, to which the rules did this} */
    public static ClientRecord included(SignedStatement signed, Optional<Treatment> treatment, Digest salt) {
        return new ClientRecord(signed.statement().pseudonym(), Optional.empty(), treatment, salt, Optional.of(signed));
    }

    /** {@return the record of a client that sent nothing that could be kept} */
    public static ClientRecord rejected(Digest pseudonym, RejectionReason reason, Digest salt) {
        return new ClientRecord(pseudonym, Optional.of(reason), Optional.empty(), salt, Optional.empty());
    }

    /** {@return the record of a contribution that does not count} */
    public static ClientRecord rejected(Digest pseudonym, RejectionReason reason, Digest salt, SignedStatement signed) {
        return new ClientRecord(pseudonym, Optional.of(reason), Optional.empty(), salt, Optional.of(signed));
    }

    /** {@return whether the contribution counts} */
    public boolean isIncluded() {
        return rejection.isEmpty();
    }

    /** {@return the canonical bytes, which the records root commits to} */
    public byte[] bytes() {
        return Jcs.encode(toJson());
    }

    /**
     * {@return the record with these bytes}
     *
     * @throws MalformedLeafException if they are not the canonical bytes of a record
     */
    public static ClientRecord parse(byte[] bytes) throws MalformedLeafException {
        return Canonical.parse(bytes, "record", json -> fromJson(Fields.object(json)), ClientRecord::bytes);
    }

    JsonObject toJson() {
        JsonObjectBuilder json = Json.object()
                .put("outcome", rejection.map(RejectionReason::word).orElse(INCLUDED))
                .put("pseudonym", pseudonym.hex())
                .put("salt", salt.hex());
        signed.ifPresent(value -> json.put("signature", value.signature().hex())
                .put("statement", CanonicalStatement.toJson(value.statement())));
        treatment.ifPresent(value -> json.put("treatment", value.word()));
        return json.build();
    }

    static ClientRecord fromJson(JsonObject json) throws MalformedJsonException {
        json.requireOnly("outcome", "pseudonym", "salt", "signature", "statement", "treatment");
        Optional<SignedStatement> signed = Optional.empty();
        if (json.has("signature") || json.has("statement")) {
            signed = Optional.of(new SignedStatement(
                    CanonicalStatement.fromJson(json.object("statement")), Fields.hex(json, "signature")));
        }
        Digest pseudonym = Fields.digest(json, "pseudonym");
        Optional<RejectionReason> rejection = outcome(json);
        Optional<Treatment> treatment =
                json.has("treatment") ? Optional.of(treatment(json.string("treatment"))) : Optional.empty();
        Digest salt = Fields.digest(json, "salt");
        return new ClientRecord(pseudonym, rejection, treatment, salt, signed);
    }

    private static Optional<RejectionReason> outcome(JsonObject json) throws MalformedJsonException {
        String word = json.string("outcome");
        return word.equals(INCLUDED) ? Optional.empty() : Optional.of(RoundJson.rejection(word));
    }

    private static Treatment treatment(String word) throws MalformedJsonException {
        return Treatment.of(word)
                .orElseThrow(() -> new MalformedJsonException("treatment: \"" + word + "\" (expected: a known word)"));
    }
}
