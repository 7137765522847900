package org.folkmoot.core.canonical;

import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterLayout;
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
 * @param slots what names each slot, by its name
 */
public record CanonicalState(Digest model, SortedMap<String, Slot> slots) {
    /** {@return what describes this state} Cost: one pass over all its vectors. */
    public static CanonicalState of(RoundState state) {
        SortedMap<String, Slot> slots = new TreeMap<>();
        state.slots().forEach((name, vector) -> slots.put(name, Slot.of(vector)));
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
        SortedMap<String, Slot> slots = new TreeMap<>();
        JsonObject members = json.object("slots");
        for (String name : members.members().keySet()) {
            slots.put(name, Slot.fromJson(members.object(name)));
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
        slots.forEach((name, slot) -> members.put(name, slot.toJson()));
        return Jcs.encode(Json.object()
                .put("model", model.hex())
                .put("slots", members.build())
                .build());
    }

    /** {@return the SHA-256 of the canonical bytes} */
    public Digest digest() {
        return Digest.sha256(bytes());
    }

    /**
     * What names a slot and says how to read it.
     *
     * @param vector digest of its vector
     * @param elementType of its elements
     * @param length how many there are
     */
    public record Slot(Digest vector, ElementType elementType, int length) {
        /** Rejects empty slots. */
        public Slot {
            if (length < 1) {
                throw new IllegalArgumentException("length: " + length + " (expected: >= 1)");
            }
        }

        /** {@return what names this vector} */
        public static Slot of(ParameterVector vector) {
            return new Slot(vector.digest(), vector.layout().elementType(), vector.size());
        }

        /** {@return the layout by which it is read} */
        public ParameterLayout layout() {
            return ParameterLayout.flat(elementType, length);
        }

        /** {@return the slot as JSON} */
        public JsonObject toJson() {
            return Json.object()
                    .put("elements", length)
                    .put("sha256", vector.hex())
                    .put("type", Fields.word(elementType))
                    .build();
        }

        /**
         * {@return the slot that this JSON names}
         *
         * @throws MalformedJsonException if it names none
         */
        public static Slot fromJson(JsonObject json) throws MalformedJsonException {
            json.requireOnly("elements", "sha256", "type");
            Digest vector = Fields.digest(json, "sha256");
            ElementType type = Fields.constant(ElementType.class, json, "type");
            int length = Fields.count(json, "elements");
            return Rejections.malformedUnlessValid(() -> new Slot(vector, type, length));
        }
    }
}
