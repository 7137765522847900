package org.folkmoot.audit.leaf;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.FederationId;
import org.folkmoot.audit.authority.Authorities;
import org.folkmoot.audit.authority.Authorities.Authority;
import org.folkmoot.core.canonical.CanonicalLayout;
import org.folkmoot.core.canonical.Fields;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.JsonObjectBuilder;
import org.folkmoot.core.json.MalformedJsonException;

/** The predicate of a charter. */
final class CharterJson {
    private CharterJson() {}

    static JsonObject write(CharterLeaf leaf) {
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

    static CharterLeaf read(JsonObject json) throws MalformedJsonException {
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
        rules.byKind().forEach((kind, authority) -> kinds.put(Fields.word(kind), write(authority)));
        return kinds.build();
    }

    private static JsonObject write(Authority authority) {
        JsonObjectBuilder json =
                Json.object().put("by", Fields.word(authority.by())).put("threshold", authority.threshold());
        List<String> keys = authority.keys().stream().map(Bytes::hex).toList();
        return keys.isEmpty()
                ? json.build()
                : json.put("keys", Json.strings(keys)).build();
    }

    private static Authorities rules(JsonObject json) throws MalformedJsonException {
        SortedMap<Authorities.Kind, Authority> kinds = new TreeMap<>();
        for (String kind : json.members().keySet()) {
            kinds.put(Fields.constant(Authorities.Kind.class, kind), authority(json.object(kind)));
        }
        return new Authorities(kinds);
    }

    private static Authority authority(JsonObject json) throws MalformedJsonException {
        List<Bytes> keys = new ArrayList<>();
        if (json.has("keys")) {
            json.requireOnly("by", "keys", "threshold");
            for (String key : json.array("keys").strings()) {
                keys.add(Fields.hex("keys", key));
            }
        } else {
            json.requireOnly("by", "threshold");
        }
        return new Authority(
                Fields.constant(Authorities.Body.class, json, "by"), Fields.count(json, "threshold"), keys);
    }
}
