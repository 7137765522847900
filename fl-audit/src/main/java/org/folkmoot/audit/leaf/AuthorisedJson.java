package org.folkmoot.audit.leaf;

import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.round.CollectionKind;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.Stage;
import org.folkmoot.audit.authority.Approvals;
import org.folkmoot.audit.leaf.RoundLeaf.Change;
import org.folkmoot.audit.member.Member;
import org.folkmoot.core.canonical.CanonicalProgram;
import org.folkmoot.core.canonical.Fields;
import org.folkmoot.core.canonical.VersionWindow;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.JsonObjectBuilder;
import org.folkmoot.core.json.MalformedJsonException;

/** The predicates of leaves that somebody must authorise: content, then place and approvals. */
final class AuthorisedJson {
    private static final String FEDERATION = "federation";
    private static final String APPROVALS = "approvals";

    private AuthorisedJson() {}

    static JsonObject write(AuthorisedLeaf leaf) {
        JsonObjectBuilder json =
                contentOf(leaf).put(FEDERATION, StatementCodec.federation(leaf.federation(), leaf.previous()));
        return leaf.approvals().list().isEmpty()
                ? json.build()
                : json.put(APPROVALS, leaf.approvals().toJson()).build();
    }

    /** {@return what the leaf says, without its place and its approvals} */
    static JsonObjectBuilder contentOf(AuthorisedLeaf leaf) {
        if (leaf instanceof RegistryLeaf registry) {
            return Json.object()
                    .put("first", registry.first())
                    .put(
                            "members",
                            Json.array(registry.members().stream()
                                    .map(Member::toJson)
                                    .toList()));
        }
        if (leaf instanceof ProgramLeaf program) {
            return Json.object().put("program", CanonicalProgram.toJson(program.program()));
        }
        if (leaf instanceof ReleaseLeaf release) {
            return Json.object()
                    .put("model", release.model().hex())
                    .put("resources", release.resources().hex())
                    .put("round", release.round());
        }
        if (leaf instanceof RollbackLeaf rollback) {
            return Json.object()
                    .put("model", RoundJson.change(rollback.model()))
                    .put("registryCount", rollback.registryCount())
                    .put("round", rollback.round())
                    .put("state", RoundJson.change(rollback.state()))
                    .put("target", rollback.target());
        }
        throw new AssertionError("AuthorisedLeaf permits no other");
    }

    static RegistryLeaf registry(JsonObject json) throws MalformedJsonException {
        requireOnly(json, "first", "members");
        List<Member> members = new ArrayList<>();
        for (JsonObject each : json.array("members").objects()) {
            members.add(Member.fromJson(each));
        }
        return new RegistryLeaf(federation(json), previous(json), json.integer("first"), members, approvals(json));
    }

    static ProgramLeaf program(JsonObject json) throws MalformedJsonException {
        requireOnly(json, "program");
        RoundProgram program = CanonicalProgram.fromJson(json.object("program"));
        requireForm(program);
        return new ProgramLeaf(federation(json), previous(json), program, approvals(json));
    }

    static ReleaseLeaf release(JsonObject json) throws MalformedJsonException {
        requireOnly(json, "model", "resources", "round");
        return new ReleaseLeaf(
                federation(json),
                previous(json),
                Fields.count(json, "round"),
                Fields.digest(json, "model"),
                Fields.digest(json, "resources"),
                approvals(json));
    }

    static RollbackLeaf rollback(JsonObject json) throws MalformedJsonException {
        requireOnly(json, "model", "registryCount", "round", "state", "target");
        Change state = RoundJson.change(RoundJson.only(json, "state", "after", "before"));
        Change model = RoundJson.change(RoundJson.only(json, "model", "after", "before"));
        return new RollbackLeaf(
                federation(json),
                previous(json),
                Fields.count(json, "round"),
                Fields.count(json, "target"),
                state,
                model,
                Fields.count(json, "registryCount"),
                approvals(json));
    }

    private static void requireOnly(JsonObject json, String... content) throws MalformedJsonException {
        List<String> names = new ArrayList<>(List.of(content));
        names.add(FEDERATION);
        if (json.has(APPROVALS)) {
            names.add(APPROVALS);
        }
        json.requireOnly(names.toArray(new String[0]));
    }

    /** An empty list is written as none; the one byte form sees to that. */
    private static Approvals approvals(JsonObject json) throws MalformedJsonException {
        return json.has(APPROVALS) ? Approvals.fromJson(json.array(APPROVALS)) : Approvals.none();
    }

    private static FederationId federation(JsonObject json) throws MalformedJsonException {
        return StatementCodec.federationId(json);
    }

    private static Digest previous(JsonObject json) throws MalformedJsonException {
        return StatementCodec.previous(json);
    }

    /** What can be told without knowing a single rule: known kinds of stages, one rule, a window where one is used. */
    private static void requireForm(RoundProgram program) throws MalformedJsonException {
        for (Stage stage : program.stages()) {
            if (!Stage.KINDS.contains(stage.kind())) {
                throw new MalformedJsonException(
                        "stage kind: \"" + stage.kind() + "\" (expected: one of " + Stage.KINDS + ")");
            }
        }
        boolean query = program.find(Stage.QUERY).isPresent();
        if (query == program.find(Stage.AGGREGATOR).isPresent()) {
            throw new MalformedJsonException(
                    "query and aggregator: " + (query ? "both" : "neither") + " (expected: one of them)");
        }
        boolean buffered = program.collection() == CollectionKind.BUFFERED;
        if (buffered != program.find(Stage.WINDOW).isPresent()) {
            throw new MalformedJsonException("window: " + (buffered ? "none" : "one")
                    + " (expected: one in a buffered program, none in another)");
        }
        if (program.collection().showsSingleUpdates()
                && program.find(Stage.SECURE).isPresent()) {
            throw new MalformedJsonException("secure: a stage in a program of collection " + program.collection()
                    + " (expected: only where single updates are hidden)");
        }
        try {
            VersionWindow.of(program);
        } catch (IllegalArgumentException e) {
            throw new MalformedJsonException(String.valueOf(e.getMessage()), e);
        }
    }
}
