package org.folkmoot.audit.member;

import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.core.canonical.Fields;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.JsonObjectBuilder;
import org.folkmoot.core.json.MalformedJsonException;

/** The canonical form of what members say. */
final class NoticeJson {
    private static final String CONSENT = "consent";
    private static final String DATASET = "dataset";
    private static final String ROTATION = "rotation";
    private static final String COMPLAINT = "complaint";

    private NoticeJson() {}

    static JsonObject write(FederationId federation, MemberNotice notice) {
        JsonObjectBuilder json = Json.object()
                .put("federation", federation.value())
                .put("pseudonym", notice.pseudonym().hex())
                .put("sequence", notice.sequence());
        if (notice instanceof MemberNotice.Consent consent) {
            return json.put("kind", CONSENT)
                    .put("given", consent.given())
                    .put("terms", consent.terms().hex())
                    .build();
        }
        if (notice instanceof MemberNotice.Dataset dataset) {
            return json.put("kind", DATASET).put("root", dataset.root().hex()).build();
        }
        if (notice instanceof MemberNotice.Rotation rotation) {
            json.put("kind", ROTATION).put("newKey", rotation.newKey().hex());
            Digest next = rotation.nextKey();
            return next == null ? json.build() : json.put("nextKey", next.hex()).build();
        }
        if (notice instanceof MemberNotice.Complaint complaint) {
            return json.put("kind", COMPLAINT)
                    .put("round", complaint.about().round())
                    .put("attempt", complaint.about().attempt())
                    .put("grievance", Fields.word(complaint.grievance()))
                    .put("evidence", complaint.evidence().hex())
                    .build();
        }
        throw new AssertionError("MemberNotice permits no other");
    }

    static MemberNotice read(JsonObject json) throws MalformedJsonException {
        String kind = json.string("kind");
        Digest pseudonym = Fields.digest(json, "pseudonym");
        long sequence = json.integer("sequence");
        return switch (kind) {
            case CONSENT -> {
                require(json, "given", "terms");
                yield new MemberNotice.Consent(pseudonym, sequence, json.bool("given"), Fields.digest(json, "terms"));
            }
            case DATASET -> {
                require(json, "root");
                yield new MemberNotice.Dataset(pseudonym, sequence, Fields.digest(json, "root"));
            }
            case ROTATION -> rotation(json, pseudonym, sequence);
            case COMPLAINT -> {
                require(json, "attempt", "evidence", "grievance", "round");
                yield new MemberNotice.Complaint(
                        pseudonym,
                        sequence,
                        new AttemptId(Fields.count(json, "round"), Fields.count(json, "attempt")),
                        Fields.constant(MemberNotice.Grievance.class, json, "grievance"),
                        Fields.digest(json, "evidence"));
            }
            default ->
                throw new MalformedJsonException(
                        "kind: \"" + kind + "\" (expected: consent, dataset, rotation or complaint)");
        };
    }

    private static MemberNotice rotation(JsonObject json, Digest pseudonym, long sequence)
            throws MalformedJsonException {
        if (!json.has("nextKey")) {
            require(json, "newKey");
            return new MemberNotice.Rotation(pseudonym, sequence, Fields.hex(json, "newKey"), null);
        }
        require(json, "newKey", "nextKey");
        return new MemberNotice.Rotation(
                pseudonym, sequence, Fields.hex(json, "newKey"), Fields.digest(json, "nextKey"));
    }

    private static void require(JsonObject json, String... own) throws MalformedJsonException {
        String[] names = new String[own.length + 4];
        System.arraycopy(own, 0, names, 4, own.length);
        names[0] = "federation";
        names[1] = "kind";
        names[2] = "pseudonym";
        names[3] = "sequence";
        json.requireOnly(names);
    }
}
