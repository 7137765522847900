package org.folkmoot.audit.leaf;

import java.util.List;
import java.util.Set;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.audit.member.Member;
import org.folkmoot.core.canonical.Fields;
import org.folkmoot.core.json.Jcs;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.merkle.MerkleTree;

/** The in-toto Statement v1 of each kind of leaf. */
final class StatementCodec {
    private static final String TYPE = "https://in-toto.io/Statement/v1";
    private static final String PREDICATES = "https://folkmoot.org/attestation/";
    private static final String VERSION = "/v1";

    /** Kinds that later versions will write; nobody else may give them a meaning. */
    private static final Set<String> RESERVED = Set.of("proposal", "vote", "reward", "dispute");

    private StatementCodec() {}

    static byte[] encode(LogLeaf leaf) {
        if (leaf instanceof CharterLeaf charter) {
            return statement("charter", "charter", charter.initialModel(), CharterJson.write(charter));
        }
        if (leaf instanceof AuthorisedLeaf authorised) {
            return encode(authorised);
        }
        if (leaf instanceof RosterLeaf roster) {
            String name = "roster-" + roster.attempt().round();
            return statement("roster", name, roster.root(), PhaseJson.write(roster));
        }
        if (leaf instanceof SurvivorsLeaf survivors) {
            String name = "survivors-" + survivors.attempt().round();
            return statement("survivors", name, survivors.root(), PhaseJson.write(survivors));
        }
        if (leaf instanceof RoundLeaf round) {
            String name = "round-" + round.attempt().round();
            return statement("round", name, round.model().after(), RoundJson.write(round));
        }
        if (leaf instanceof NoticeLeaf notice) {
            return statement("notice", "notice", notice.notice().bytes().sha256(), NoticePredicate.write(notice));
        }
        throw new AssertionError("LogLeaf permits no other");
    }

    private static byte[] encode(AuthorisedLeaf leaf) {
        JsonObject predicate = AuthorisedJson.write(leaf);
        if (leaf instanceof RegistryLeaf registry) {
            return statement("registry", "registry", rootOf(registry.members()), predicate);
        }
        if (leaf instanceof ProgramLeaf program) {
            return statement("program", "program", program.digest(), predicate);
        }
        if (leaf instanceof ReleaseLeaf release) {
            return statement("release", "release-" + release.round(), release.model(), predicate);
        }
        if (leaf instanceof RollbackLeaf rollback) {
            String name = "round-" + rollback.round();
            return statement("rollback", name, rollback.model().after(), predicate);
        }
        throw new AssertionError("AuthorisedLeaf permits no other");
    }

    /** {@return what an authorised leaf says, without its place and its approvals} */
    static JsonObject content(AuthorisedLeaf leaf) {
        return AuthorisedJson.contentOf(leaf).build();
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
        String kind = kind(json.string("predicateType"));
        return switch (kind) {
            case "charter" -> CharterJson.read(predicate);
            case "registry" -> AuthorisedJson.registry(predicate);
            case "program" -> AuthorisedJson.program(predicate);
            case "release" -> AuthorisedJson.release(predicate);
            case "rollback" -> AuthorisedJson.rollback(predicate);
            case "roster" -> PhaseJson.roster(predicate);
            case "survivors" -> PhaseJson.survivors(predicate);
            case "round" -> RoundJson.read(predicate);
            case "notice" -> NoticePredicate.read(predicate);
            default ->
                throw new MalformedJsonException("predicateType: kind " + kind
                        + (RESERVED.contains(kind) ? ", reserved for a later version" : "")
                        + " (expected: charter, registry, program, notice, roster, survivors, round, release or "
                        + "rollback)");
        };
    }

    private static String kind(String type) throws MalformedJsonException {
        int length = type.length() - VERSION.length();
        if (type.startsWith(PREDICATES) && type.endsWith(VERSION) && length > PREDICATES.length()) {
            return type.substring(PREDICATES.length(), length);
        }
        throw new MalformedJsonException(
                "predicateType: " + type + " (expected: " + PREDICATES + "KIND" + VERSION + ")");
    }

    private static Digest rootOf(List<Member> members) {
        return MerkleTree.ofLeaves(members.stream().map(Member::bytes).toList()).root();
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
