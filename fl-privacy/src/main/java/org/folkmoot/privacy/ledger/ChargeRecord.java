package org.folkmoot.privacy.ledger;

import java.util.SortedSet;
import java.util.TreeSet;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.privacy.ChargeId;
import org.folkmoot.api.privacy.ChargeState;
import org.folkmoot.api.privacy.DpEvent;
import org.folkmoot.api.privacy.NeighboringRelation;
import org.folkmoot.api.privacy.PrivacyBudget;
import org.folkmoot.api.privacy.PrivacyCharge;
import org.folkmoot.api.privacy.PrivacyLoss;
import org.folkmoot.api.privacy.PrivacyScope;
import org.folkmoot.api.privacy.PrivacyUnit;
import org.folkmoot.api.privacy.SamplingScheme;
import org.folkmoot.core.canonical.CanonicalDpEvent;
import org.folkmoot.core.canonical.Decimals;
import org.folkmoot.core.canonical.Fields;
import org.folkmoot.core.json.Jcs;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.JsonObjectBuilder;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.json.StrictJson;

/** The bytes of a ledger's records: canonical JSON, each naming the SHA-256 of the one before. */
final class ChargeRecord {
    private static final String KIND = "kind";
    private static final String PREVIOUS = "previous";
    private static final String[] RESERVATION = {KIND, PREVIOUS, "id", "scope", "event", "limit", "loss"};

    private ChargeRecord() {}

    /** {@return the record of a new charge} */
    static byte[] reserved(Digest previous, PrivacyCharge charge) {
        return Jcs.encode(of(ChargeState.RESERVED, previous, charge.id())
                .put("scope", scope(charge.scope()))
                .put("event", CanonicalDpEvent.toJson(charge.event()))
                .put("limit", budget(charge.limit()))
                .put("loss", loss(charge.loss()))
                .build());
    }

    /** {@return the record that a charge was used} */
    static byte[] committed(Digest previous, ChargeId id) {
        return Jcs.encode(of(ChargeState.COMMITTED, previous, id).build());
    }

    /** {@return the record that a charge does not count} */
    static byte[] voided(Digest previous, ChargeId id, String reason) {
        return Jcs.encode(
                of(ChargeState.VOIDED, previous, id).put("reason", reason).build());
    }

    /**
     * Reads a record into the state.
     *
     * @param previous digest of the record before, which it must name
     */
    static void replay(byte[] bytes, Digest previous, Charges into) throws MalformedJsonException {
        JsonObject json = Fields.object(StrictJson.parseCanonical(bytes));
        if (!Fields.digest(json, PREVIOUS).equals(previous)) {
            throw new MalformedJsonException(
                    "member previous: " + json.string(PREVIOUS) + " (expected: " + previous + ")");
        }
        ChargeId id = id(json.object("id"));
        switch (Fields.constant(ChargeState.class, json, KIND)) {
            case RESERVED -> into.add(charge(id, json));
            case COMMITTED -> {
                json.requireOnly(KIND, PREVIOUS, "id");
                into.move(id, ChargeState.COMMITTED);
            }
            case VOIDED -> {
                json.requireOnly(KIND, PREVIOUS, "id", "reason");
                json.string("reason");
                into.move(id, ChargeState.VOIDED);
            }
        }
    }

    private static JsonObjectBuilder of(ChargeState kind, Digest previous, ChargeId id) {
        return Json.object()
                .put(KIND, Fields.word(kind))
                .put(PREVIOUS, previous.hex())
                .put(
                        "id",
                        Json.object()
                                .put("federation", id.federation().value())
                                .put("round", id.attempt().round())
                                .put("attempt", id.attempt().attempt())
                                .put("purpose", id.purpose())
                                .build());
    }

    private static JsonObject scope(PrivacyScope scope) {
        return Json.object()
                .put("population", scope.population())
                .put("unit", Fields.word(scope.unit()))
                .put("relation", Fields.word(scope.relation()))
                .build();
    }

    private static JsonObject budget(PrivacyBudget budget) {
        return Json.object()
                .put("epsilon", Decimals.shortest(budget.epsilon()))
                .put("delta", Decimals.shortest(budget.delta()))
                .build();
    }

    private static JsonObject loss(PrivacyLoss loss) {
        return Json.object()
                .put("epsilon", Decimals.shortest(loss.epsilon()))
                .put("accountant", loss.accountant())
                .put(
                        "sampling",
                        Json.strings(loss.sampling().stream().map(Fields::word).toList()))
                .build();
    }

    private static PrivacyCharge charge(ChargeId id, JsonObject json) throws MalformedJsonException {
        json.requireOnly(RESERVATION);
        PrivacyScope scope = scope(json.object("scope"));
        DpEvent event = CanonicalDpEvent.fromJson(json.object("event"));
        PrivacyBudget limit = budget(json.object("limit"));
        return new PrivacyCharge(
                id, scope, event, limit, loss(json.object("loss"), scope, limit.delta()), ChargeState.RESERVED);
    }

    private static ChargeId id(JsonObject json) throws MalformedJsonException {
        json.requireOnly("federation", "round", "attempt", "purpose");
        try {
            return new ChargeId(
                    new FederationId(json.string("federation")),
                    new AttemptId(Fields.count(json, "round"), Fields.count(json, "attempt")),
                    json.string("purpose"));
        } catch (IllegalArgumentException e) {
            throw malformed(e);
        }
    }

    private static PrivacyScope scope(JsonObject json) throws MalformedJsonException {
        json.requireOnly("population", "unit", "relation");
        PrivacyUnit unit = Fields.constant(PrivacyUnit.class, json, "unit");
        NeighboringRelation relation = Fields.constant(NeighboringRelation.class, json, "relation");
        try {
            return new PrivacyScope(json.string("population"), unit, relation);
        } catch (IllegalArgumentException e) {
            throw malformed(e);
        }
    }

    private static PrivacyBudget budget(JsonObject json) throws MalformedJsonException {
        json.requireOnly("epsilon", "delta");
        try {
            return new PrivacyBudget(Decimals.parse(json.string("epsilon")), Decimals.parse(json.string("delta")));
        } catch (IllegalArgumentException e) {
            throw malformed(e);
        }
    }

    private static PrivacyLoss loss(JsonObject json, PrivacyScope scope, double delta) throws MalformedJsonException {
        json.requireOnly("epsilon", "accountant", "sampling");
        SortedSet<SamplingScheme> sampling = new TreeSet<>();
        for (String word : json.array("sampling").strings()) {
            sampling.add(Fields.constant(SamplingScheme.class, word));
        }
        try {
            double epsilon = Decimals.parse(json.string("epsilon"));
            return new PrivacyLoss(epsilon, delta, scope.unit(), scope.relation(), sampling, json.string("accountant"));
        } catch (IllegalArgumentException e) {
            throw malformed(e);
        }
    }

    private static MalformedJsonException malformed(IllegalArgumentException e) {
        return new MalformedJsonException(String.valueOf(e.getMessage()), e);
    }
}
