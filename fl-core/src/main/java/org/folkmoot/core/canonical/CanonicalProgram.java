package org.folkmoot.core.canonical;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.Digest;
import org.folkmoot.api.aggregation.RingChannel;
import org.folkmoot.api.aggregation.RingEncoding;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.round.Access;
import org.folkmoot.api.round.Artefact;
import org.folkmoot.api.round.Audience;
import org.folkmoot.api.round.CollectionKind;
import org.folkmoot.api.round.Disclosure;
import org.folkmoot.api.round.Participation;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.Stage;
import org.folkmoot.api.round.StagePlacement;
import org.folkmoot.core.json.Jcs;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.JsonObjectBuilder;
import org.folkmoot.core.json.MalformedJsonException;

/**
 * The JSON form of a round program and its digest: what clients sign, proofs name and charters authorise.
 *
 * <p>Guarantee: equal programs have equal bytes on every JVM, and different programs different bytes.
 */
public final class CanonicalProgram {
    private CanonicalProgram() {}

    /** {@return the SHA-256 of the program's canonical bytes} */
    public static Digest digest(RoundProgram program) {
        return Digest.sha256(Jcs.encode(toJson(program)));
    }

    /** {@return the program as JSON} */
    public static JsonObject toJson(RoundProgram program) {
        List<Json> stages = new ArrayList<>();
        program.stages().forEach(stage -> stages.add(stage(stage)));
        return Json.object()
                .put("collection", Fields.word(program.collection()))
                .put("layout", CanonicalLayout.toJson(program.layout()))
                .put("stages", Json.array(stages))
                .put("encoding", encoding(program.encoding()))
                .put("participation", participation(program.participation()))
                .put("minimumClients", program.minimumClients())
                .put("disclosure", disclosure(program.disclosure()))
                .build();
    }

    /**
     * {@return the program that this JSON describes}
     *
     * @throws MalformedJsonException if it describes none
     */
    public static RoundProgram fromJson(JsonObject json) throws MalformedJsonException {
        json.requireOnly("collection", "layout", "stages", "encoding", "participation", "minimumClients", "disclosure");
        CollectionKind collection = Fields.constant(CollectionKind.class, json.string("collection"));
        ParameterLayout layout = CanonicalLayout.fromJson(json.object("layout"));
        List<Stage> stages = new ArrayList<>();
        for (Json stage : json.array("stages").elements()) {
            stages.add(stage(Fields.object(stage)));
        }
        RingEncoding encoding = encoding(json.object("encoding"));
        Participation participation = participation(json.object("participation"));
        int minimumClients = Fields.count(json, "minimumClients");
        Disclosure disclosure = disclosure(json.object("disclosure"));
        return Rejections.malformedUnlessValid(() ->
                new RoundProgram(collection, layout, stages, encoding, participation, minimumClients, disclosure));
    }

    private static JsonObject stage(Stage stage) {
        return Json.object()
                .put("kind", stage.kind())
                .put("id", stage.id())
                .put("placement", Fields.word(stage.placement()))
                .put("parameters", Fields.strings(stage.parameters()))
                .build();
    }

    private static Stage stage(JsonObject json) throws MalformedJsonException {
        json.requireOnly("kind", "id", "placement", "parameters");
        String kind = json.string("kind");
        String id = json.string("id");
        StagePlacement placement = Fields.constant(StagePlacement.class, json.string("placement"));
        var parameters = Fields.strings(json.object("parameters"));
        return Rejections.malformedUnlessValid(() -> new Stage(kind, id, placement, parameters));
    }

    private static JsonObject encoding(RingEncoding encoding) {
        List<Json> channels = new ArrayList<>();
        for (RingChannel channel : encoding.channels()) {
            channels.add(Json.object()
                    .put("name", channel.name())
                    .put("length", channel.length())
                    .build());
        }
        return Json.object()
                .put("ringBits", encoding.ringBits())
                .put("fractionBits", encoding.fractionBits())
                .put("maxAbs", Decimals.shortest(encoding.maxAbs()))
                .put("maxTotalWeight", Long.toString(encoding.maxTotalWeight()))
                .put("channels", Json.array(channels))
                .build();
    }

    private static RingEncoding encoding(JsonObject json) throws MalformedJsonException {
        json.requireOnly("ringBits", "fractionBits", "maxAbs", "maxTotalWeight", "channels");
        int ringBits = Fields.count(json, "ringBits");
        int fractionBits = Fields.count(json, "fractionBits");
        String maxAbs = json.string("maxAbs");
        String maxTotalWeight = json.string("maxTotalWeight");
        List<RingChannel> channels = new ArrayList<>();
        for (Json channel : json.array("channels").elements()) {
            channels.add(channel(Fields.object(channel)));
        }
        return Rejections.malformedUnlessValid(() -> new RingEncoding(
                ringBits, fractionBits, Decimals.parse(maxAbs), Long.parseLong(maxTotalWeight), channels));
    }

    private static RingChannel channel(JsonObject json) throws MalformedJsonException {
        json.requireOnly("name", "length");
        String name = json.string("name");
        int length = Fields.count(json, "length");
        return Rejections.malformedUnlessValid(() -> new RingChannel(name, length));
    }

    private static JsonObject participation(Participation participation) {
        return Json.object()
                .put("id", participation.id())
                .put("parameters", Fields.strings(participation.parameters()))
                .build();
    }

    private static Participation participation(JsonObject json) throws MalformedJsonException {
        json.requireOnly("id", "parameters");
        String id = json.string("id");
        var parameters = Fields.strings(json.object("parameters"));
        return Rejections.malformedUnlessValid(() -> new Participation(id, parameters));
    }

    private static JsonObject disclosure(Disclosure disclosure) {
        JsonObjectBuilder artefacts = Json.object();
        disclosure
                .artefacts()
                .forEach((artefact, access) -> artefacts.put(
                        Fields.word(artefact),
                        Json.object()
                                .put("audience", Fields.word(access.audience()))
                                .put("retentionDays", access.retentionDays())
                                .build()));
        return artefacts.build();
    }

    private static Disclosure disclosure(JsonObject json) throws MalformedJsonException {
        SortedMap<Artefact, Access> artefacts = new TreeMap<>();
        for (String word : json.members().keySet()) {
            artefacts.put(Fields.constant(Artefact.class, word), access(json.object(word)));
        }
        return Rejections.malformedUnlessValid(() -> new Disclosure(artefacts));
    }

    private static Access access(JsonObject json) throws MalformedJsonException {
        json.requireOnly("audience", "retentionDays");
        Audience audience = Fields.constant(Audience.class, json.string("audience"));
        int retentionDays = Fields.count(json, "retentionDays");
        return Rejections.malformedUnlessValid(() -> new Access(audience, retentionDays));
    }
}
