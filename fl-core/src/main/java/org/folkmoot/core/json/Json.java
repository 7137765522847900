package org.folkmoot.core.json;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A JSON value that everyone writes as the same bytes, for whatever is hashed, signed or logged.
 *
 * <p>Guarantees: values are immutable, safe to share between threads, and free of anything whose bytes could differ
 * between writers: no floats, no integer at or beyond 2^53, no lone surrogate, no duplicate member. Does not guarantee
 * that a value nests no deeper than {@value StrictJson#MAX_DEPTH}; {@link Jcs#encode} refuses one that does.
 *
 * <p>Source: RFC 8259 §3; RFC 7493 (I-JSON) §2.
 */
public sealed interface Json permits JsonObject, JsonArray, JsonString, JsonInteger, JsonBoolean, JsonNull {

    /** {@return the name of this value's type, for messages: {@code object}, {@code array}, {@code string} …} */
    String kind();

    /** {@return a builder of an object, empty so far} */
    static JsonObjectBuilder object() {
        return new JsonObjectBuilder();
    }

    /** {@return an array of these elements, in this order} */
    static JsonArray array(List<? extends Json> elements) {
        return new JsonArray(List.copyOf(elements));
    }

    /** {@return an array of these strings, in iteration order} */
    static JsonArray strings(Collection<String> values) {
        List<Json> elements = new ArrayList<>(values.size());
        for (String value : values) {
            elements.add(new JsonString(value));
        }
        return new JsonArray(elements);
    }
}
