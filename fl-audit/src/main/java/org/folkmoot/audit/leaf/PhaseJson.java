package org.folkmoot.audit.leaf;

import org.folkmoot.api.AttemptId;
import org.folkmoot.core.canonical.Fields;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;

/** The predicates of the leaves that a secure collection writes while an attempt goes on. */
final class PhaseJson {
    private PhaseJson() {}

    static JsonObject write(RosterLeaf leaf) {
        return Json.object()
                .put("count", leaf.count())
                .put("federation", StatementCodec.federation(leaf.federation(), leaf.previous()))
                .put("program", leaf.program().hex())
                .put("root", leaf.root().hex())
                .put("round", attempt(leaf.attempt()))
                .build();
    }

    static RosterLeaf roster(JsonObject json) throws MalformedJsonException {
        json.requireOnly("count", "federation", "program", "root", "round");
        return new RosterLeaf(
                StatementCodec.federationId(json),
                StatementCodec.previous(json),
                attempt(json.object("round")),
                Fields.digest(json, "program"),
                Fields.digest(json, "root"),
                Fields.count(json, "count"));
    }

    static JsonObject write(SurvivorsLeaf leaf) {
        return Json.object()
                .put("count", leaf.count())
                .put("federation", StatementCodec.federation(leaf.federation(), leaf.previous()))
                .put("root", leaf.root().hex())
                .put("roster", leaf.roster().hex())
                .put("round", attempt(leaf.attempt()))
                .build();
    }

    static SurvivorsLeaf survivors(JsonObject json) throws MalformedJsonException {
        json.requireOnly("count", "federation", "root", "roster", "round");
        return new SurvivorsLeaf(
                StatementCodec.federationId(json),
                StatementCodec.previous(json),
                attempt(json.object("round")),
                Fields.digest(json, "roster"),
                Fields.digest(json, "root"),
                Fields.count(json, "count"));
    }

    private static JsonObject attempt(AttemptId attempt) {
        return Json.object()
                .put("attempt", attempt.attempt())
                .put("number", attempt.round())
                .build();
    }

    private static AttemptId attempt(JsonObject json) throws MalformedJsonException {
        json.requireOnly("attempt", "number");
        return new AttemptId(Fields.count(json, "number"), Fields.count(json, "attempt"));
    }
}
