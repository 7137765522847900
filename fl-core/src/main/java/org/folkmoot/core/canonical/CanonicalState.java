package org.folkmoot.core.canonical;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.core.json.Jcs;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.JsonObjectBuilder;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.json.StrictJson;

/**
 * The form of a state between rounds: a small descriptor that names its vectors by digest. The digest of the descriptor
 * is the digest of the state.
 *
 * @param model digest of the model
 * @param slots digests of the slots, by name
 */
public record CanonicalState(Digest model, SortedMap<String, Digest> slots) {
    /** {@return what describes this state} Cost: one pass over all its vectors. */
    public static CanonicalState of(RoundState state) {
        SortedMap<String, Digest> slots = new TreeMap<>();
        for (Map.Entry<String, ParameterVector> slot : state.slots().entrySet()) {
            slots.put(slot.getKey(), slot.getValue().digest());
        }
        return new CanonicalState(state.model().digest(), slots);
    }

    /**
     * {@return the descriptor with these bytes}
     *
     * @throws MalformedJsonException if they are not the canonical bytes of one
     */
    public static CanonicalState parse(byte[] bytes) throws MalformedJsonException {
        JsonObject json = Fields.object(StrictJson.parseCanonical(bytes));
        json.requireOnly("model", "slots");
        SortedMap<String, Digest> slots = new TreeMap<>();
        JsonObject members = json.object("slots");
        for (String name : members.members().keySet()) {
            slots.put(name, Fields.digest(members, name));
        }
        return new CanonicalState(Fields.digest(json, "model"), slots);
    }

    /** {@return the canonical bytes of the descriptor of this state} */
    public static byte[] descriptor(RoundState state) {
        return of(state).bytes();
    }

    /** {@return the digest of this state} */
    public static Digest digest(RoundState state) {
        return of(state).digest();
    }

    /** {@return the canonical bytes} */
    public byte[] bytes() {
        JsonObjectBuilder members = Json.object();
        slots.forEach((name, digest) -> members.put(name, digest.hex()));
        return Jcs.encode(Json.object()
                .put("model", model.hex())
                .put("slots", members.build())
                .build());
    }

    /** {@return the SHA-256 of the canonical bytes} */
    public Digest digest() {
        return Digest.sha256(bytes());
    }
}
