package org.folkmoot.audit.leaf;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.round.CollectionKind;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.Stage;
import org.folkmoot.core.canonical.CanonicalLayout;
import org.folkmoot.core.canonical.CanonicalProgram;
import org.folkmoot.core.canonical.Fields;
import org.folkmoot.core.canonical.VersionWindow;
import org.folkmoot.core.json.Jcs;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.JsonObjectBuilder;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.merkle.MerkleTree;

/** The in-toto Statement v1 of each kind of leaf. */
final class StatementCodec {
    private static final String TYPE = "https://in-toto.io/Statement/v1";
    private static final String PREDICATES = "https://folkmoot.org/attestation/";
    private static final String VERSION = "/v1";

    private StatementCodec() {}

    static byte[] encode(LogLeaf leaf) {
        if (leaf instanceof CharterLeaf charter) {
            return statement("charter", "charter", charter.initialModel(), predicate(charter));
        }
        if (leaf instanceof RegistryLeaf registry) {
            return statement("registry", "registry", rootOf(registry.members()), predicate(registry));
        }
        if (leaf instanceof ProgramLeaf program) {
            return statement("program", "program", program.digest(), predicate(program));
        }
        if (leaf instanceof RoundLeaf round) {
            String name = "round-" + round.attempt().round();
            return statement("round", name, round.model().after(), RoundJson.write(round));
        }
        throw new AssertionError("LogLeaf permits no other");
    }

    static LogLeaf decode(byte[] payload) throws MalformedLeafException {
        return Canonical.parse(payload, "statement", json -> read(Fields.object(json)), StatementCodec::encode);
    }

    private static byte[] statement(String kind, String name, Digest subject, JsonObject predicate) {
        JsonObject digest = Json.object().put("sha256", subject.hex()).build();
        JsonObject named = Json.object().put("name", name).put("digest", digest).build();
        return Jcs.encode(Json.object()
                .put("_type", TYPE)
                .put("subject", Json.array(List.of(named)))
                .put("predicateType", PREDICATES + kind + VERSION)
                .put("predicate", predicate)
                .build());
    }

    /** Reads the predicate alone; that the subject repeats it rightly is seen when the leaf is written again. */
    private static LogLeaf read(JsonObject json) throws MalformedJsonException {
        json.requireOnly("_type", "subject", "predicateType", "predicate");
        JsonObject predicate = json.object("predicate");
        String type = json.string("predicateType");
        return switch (type) {
            case PREDICATES + "charter" + VERSION -> charter(predicate);
            case PREDICATES + "registry" + VERSION -> registry(predicate);
            case PREDICATES + "program" + VERSION -> program(predicate);
            case PREDICATES + "round" + VERSION -> RoundJson.read(predicate);
            default ->
                throw new MalformedJsonException("predicateType: " + type + " (expected: " + PREDICATES
                        + "charter|registry|program|round" + VERSION + ")");
        };
    }

    private static Digest rootOf(List<Member> members) {
        return MerkleTree.ofLeaves(members.stream().map(Member::bytes).toList()).root();
    }

    private static JsonObject predicate(CharterLeaf leaf) {
        JsonObject registry = Json.object()
                .put("count", leaf.registryCount())
                .put("root", leaf.registryRoot().hex())
                .build();
        return Json.object()
                .put("coordinatorKey", leaf.coordinatorKey().hex())
                .put(
                        "federation",
                        Json.object().put("id", leaf.federation().value()).build())
                .put("initialModel", leaf.initialModel().hex())
                .put("initialState", leaf.initialState().hex())
                .put("layout", CanonicalLayout.toJson(leaf.layout()))
                .put("origin", leaf.origin())
                .put("registry", registry)
                .put("rules", rules(leaf.rules()))
                .put("seed", leaf.seed().hex())
                .build();
    }

    private static CharterLeaf charter(JsonObject json) throws MalformedJsonException {
        json.requireOnly(
                "coordinatorKey",
                "federation",
                "initialModel",
                "initialState",
                "layout",
                "origin",
                "registry",
                "rules",
                "seed");
        JsonObject federation = json.object("federation");
        federation.requireOnly("id");
        JsonObject registry = json.object("registry");
        registry.requireOnly("count", "root");
        return new CharterLeaf(
                new FederationId(federation.string("id")),
                json.string("origin"),
                Fields.hex(json, "coordinatorKey"),
                registry.integer("count"),
                Fields.digest(registry, "root"),
                CanonicalLayout.fromJson(json.object("layout")),
                Fields.digest(json, "initialState"),
                Fields.digest(json, "initialModel"),
                rules(json.object("rules")),
                Fields.digest(json, "seed"));
    }

    private static JsonObject rules(Authorities rules) {
        JsonObjectBuilder kinds = Json.object();
        rules.byKind()
                .forEach((kind, authority) -> kinds.put(
                        Fields.word(kind),
                        Json.object()
                                .put("by", Fields.word(authority.by()))
                                .put("threshold", authority.threshold())
                                .build()));
        return kinds.build();
    }

    private static Authorities rules(JsonObject json) throws MalformedJsonException {
        SortedMap<Authorities.Kind, Authorities.Authority> kinds = new TreeMap<>();
        for (String kind : json.members().keySet()) {
            JsonObject authority = json.object(kind);
            authority.requireOnly("by", "threshold");
            kinds.put(
                    Fields.constant(Authorities.Kind.class, kind),
                    new Authorities.Authority(
                            Fields.constant(Authorities.Body.class, authority, "by"),
                            Fields.count(authority, "threshold")));
        }
        return new Authorities(kinds);
    }

    private static JsonObject predicate(RegistryLeaf leaf) {
        return Json.object()
                .put("federation", federation(leaf.federation(), leaf.previous()))
                .put("first", leaf.first())
                .put(
                        "members",
                        Json.array(leaf.members().stream().map(Member::toJson).toList()))
                .build();
    }

    private static RegistryLeaf registry(JsonObject json) throws MalformedJsonException {
        json.requireOnly("federation", "first", "members");
        List<JsonObject> objects = json.array("members").objects();
        Member[] members = new Member[objects.size()];
        for (int i = 0; i < members.length; i++) {
            members[i] = Member.fromJson(objects.get(i));
        }
        return new RegistryLeaf(federationId(json), previous(json), json.integer("first"), List.of(members));
    }

    private static JsonObject predicate(ProgramLeaf leaf) {
        return Json.object()
                .put("federation", federation(leaf.federation(), leaf.previous()))
                .put("program", CanonicalProgram.toJson(leaf.program()))
                .build();
    }

    private static ProgramLeaf program(JsonObject json) throws MalformedJsonException {
        json.requireOnly("federation", "program");
        RoundProgram program = CanonicalProgram.fromJson(json.object("program"));
        requireForm(program);
        return new ProgramLeaf(federationId(json), previous(json), program);
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
        try {
            VersionWindow.of(program);
        } catch (IllegalArgumentException e) {
            throw new MalformedJsonException(String.valueOf(e.getMessage()), e);
        }
    }

    static JsonObject federation(FederationId id, Digest previous) {
        return Json.object()
                .put("id", id.value())
                .put("prevLeaf", previous.hex())
                .build();
    }

    static FederationId federationId(JsonObject predicate) throws MalformedJsonException {
        JsonObject federation = predicate.object("federation");
        federation.requireOnly("id", "prevLeaf");
        return new FederationId(federation.string("id"));
    }

    static Digest previous(JsonObject predicate) throws MalformedJsonException {
        return Fields.digest(predicate.object("federation"), "prevLeaf");
    }
}
