package org.folkmoot.audit.leaf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.round.CollectionKind;
import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.api.round.ReplayClass;
import org.folkmoot.audit.leaf.RoundLeaf.Change;
import org.folkmoot.audit.leaf.RoundLeaf.Interval;
import org.folkmoot.audit.leaf.RoundLeaf.Measurement;
import org.folkmoot.audit.leaf.RoundLeaf.Outcome;
import org.folkmoot.audit.leaf.RoundLeaf.Participants;
import org.folkmoot.audit.leaf.RoundLeaf.Privacy;
import org.folkmoot.audit.leaf.RoundLeaf.Program;
import org.folkmoot.audit.leaf.RoundLeaf.Records;
import org.folkmoot.core.canonical.Fields;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonArray;
import org.folkmoot.core.json.JsonInteger;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.JsonObjectBuilder;
import org.folkmoot.core.json.MalformedJsonException;

/** The predicate of a round leaf. */
final class RoundJson {
    private RoundJson() {}

    static JsonObject write(RoundLeaf leaf) {
        return Json.object()
                .put(
                        "aggregate",
                        Json.object().put("totalWeight", leaf.totalWeight()).build())
                .put("clock", clock(leaf.clock()))
                .put(
                        "evaluation",
                        Json.array(leaf.evaluation().stream()
                                .map(RoundJson::measurement)
                                .toList()))
                .put("federation", StatementCodec.federation(leaf.federation(), leaf.previous()))
                .put("model", change(leaf.model()))
                .put("participants", participants(leaf.participants()))
                .put(
                        "privacy",
                        Json.object()
                                .put("mechanism", leaf.privacy().mechanism())
                                .build())
                .put("program", program(leaf.program()))
                .put("round", round(leaf))
                .put("state", change(leaf.state()))
                .put("taints", Json.strings(leaf.taints()))
                .build();
    }

    static RoundLeaf read(JsonObject json) throws MalformedJsonException {
        json.requireOnly(
                "aggregate",
                "clock",
                "evaluation",
                "federation",
                "model",
                "participants",
                "privacy",
                "program",
                "round",
                "state",
                "taints");
        JsonObject round = only(json, "round", "attempt", "number", "outcome", "reason");
        return new RoundLeaf(
                StatementCodec.federationId(json),
                StatementCodec.previous(json),
                new AttemptId(Fields.count(round, "number"), Fields.count(round, "attempt")),
                Fields.constant(Outcome.class, round, "outcome"),
                round.string("reason"),
                program(only(json, "program", "collection", "replay", "sha256")),
                change(only(json, "state", "after", "before")),
                change(only(json, "model", "after", "before")),
                participants(json.object("participants")),
                only(json, "aggregate", "totalWeight").integer("totalWeight"),
                new Privacy(only(json, "privacy", "mechanism").string("mechanism")),
                json.array("taints").strings(),
                measurements(json.array("evaluation")),
                clock(only(json, "clock", "closed", "opened")));
    }

    static RejectionReason rejection(String word) throws MalformedJsonException {
        return RejectionReason.of(word)
                .orElseThrow(() -> new MalformedJsonException("rejection: \"" + word + "\" (expected: a known word)"));
    }

    static JsonObject only(JsonObject json, String name, String... members) throws MalformedJsonException {
        JsonObject object = json.object(name);
        object.requireOnly(members);
        return object;
    }

    private static JsonObject round(RoundLeaf leaf) {
        return Json.object()
                .put("attempt", leaf.attempt().attempt())
                .put("number", leaf.attempt().round())
                .put("outcome", Fields.word(leaf.outcome()))
                .put("reason", leaf.reason())
                .build();
    }

    private static JsonObject program(Program program) {
        return Json.object()
                .put("collection", Fields.word(program.collection()))
                .put("replay", Fields.word(program.replay()))
                .put("sha256", program.digest().hex())
                .build();
    }

    private static Program program(JsonObject json) throws MalformedJsonException {
        return new Program(
                Fields.digest(json, "sha256"),
                Fields.constant(CollectionKind.class, json, "collection"),
                Fields.constant(ReplayClass.class, json, "replay"));
    }

    static JsonObject change(Change change) {
        return Json.object()
                .put("after", change.after().hex())
                .put("before", change.before().hex())
                .build();
    }

    static Change change(JsonObject json) throws MalformedJsonException {
        return new Change(Fields.digest(json, "before"), Fields.digest(json, "after"));
    }

    private static JsonObject participants(Participants participants) {
        JsonObjectBuilder rejected = Json.object();
        participants.rejected().forEach((reason, count) -> rejected.put(reason.word(), count));
        Records records = participants.records();
        return Json.object()
                .put("included", participants.included())
                .put("invited", participants.invited())
                .put("recordsCount", records.count())
                .put("recordsRoot", records.root().hex())
                .put("recordsSha256", records.sha256().hex())
                .put("registryCount", participants.registryCount())
                .put("registryRoot", participants.registryRoot().hex())
                .put("rejected", rejected.build())
                .put("submitted", participants.submitted())
                .build();
    }

    private static Participants participants(JsonObject json) throws MalformedJsonException {
        json.requireOnly(
                "included",
                "invited",
                "recordsCount",
                "recordsRoot",
                "recordsSha256",
                "registryCount",
                "registryRoot",
                "rejected",
                "submitted");
        return new Participants(
                Fields.count(json, "registryCount"),
                Fields.digest(json, "registryRoot"),
                Fields.count(json, "invited"),
                Fields.count(json, "submitted"),
                Fields.count(json, "included"),
                rejected(json.object("rejected")),
                new Records(
                        Fields.digest(json, "recordsRoot"),
                        Fields.count(json, "recordsCount"),
                        Fields.digest(json, "recordsSha256")));
    }

    private static SortedMap<RejectionReason, Integer> rejected(JsonObject json) throws MalformedJsonException {
        SortedMap<RejectionReason, Integer> counts = new TreeMap<>();
        for (Map.Entry<String, Json> entry : json.members().entrySet()) {
            if (!(entry.getValue() instanceof JsonInteger)) {
                throw new MalformedJsonException("rejected: " + entry.getKey() + " (expected: a count)");
            }
            counts.put(rejection(entry.getKey()), Fields.count(json, entry.getKey()));
        }
        return counts;
    }

    private static JsonObject measurement(Measurement measurement) {
        return Json.object()
                .put("data", measurement.data().hex())
                .put("examples", measurement.examples())
                .put("metric", measurement.metric())
                .put("value", measurement.value())
                .build();
    }

    private static List<Measurement> measurements(JsonArray array) throws MalformedJsonException {
        List<Measurement> measurements = new ArrayList<>(array.size());
        for (JsonObject json : array.objects()) {
            json.requireOnly("data", "examples", "metric", "value");
            measurements.add(new Measurement(
                    json.string("metric"),
                    json.string("value"),
                    json.integer("examples"),
                    Fields.digest(json, "data")));
        }
        return measurements;
    }

    private static JsonObject clock(Interval clock) {
        return Json.object()
                .put("closed", clock.closed())
                .put("opened", clock.opened())
                .build();
    }

    private static Interval clock(JsonObject json) throws MalformedJsonException {
        return new Interval(json.integer("opened"), json.integer("closed"));
    }
}
