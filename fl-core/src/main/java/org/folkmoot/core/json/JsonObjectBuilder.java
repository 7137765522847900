package org.folkmoot.core.json;

import static java.util.Objects.requireNonNull;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Collects the members of a {@link JsonObject}; the order of calls does not matter.
 *
 * <p>Guarantees: a name is put once, or an {@link IllegalArgumentException} says which was put twice. Not thread safe.
 */
public final class JsonObjectBuilder {
    private final SortedMap<String, Json> members = new TreeMap<>();

    JsonObjectBuilder() {}

    /** {@return this builder, with one more member} */
    public JsonObjectBuilder put(String name, String value) {
        return put(name, new JsonString(value));
    }

    /** {@return this builder, with one more member; the magnitude must be below 2^53} */
    public JsonObjectBuilder put(String name, long value) {
        return put(name, new JsonInteger(value));
    }

    /** {@return this builder, with one more member} */
    public JsonObjectBuilder put(String name, boolean value) {
        return put(name, new JsonBoolean(value));
    }

    /** {@return this builder, with one more member} */
    public JsonObjectBuilder put(String name, Json value) {
        requireNonNull(name, "name");
        requireNonNull(value, "value");
        if (members.putIfAbsent(name, value) != null) {
            throw new IllegalArgumentException("member " + name + ": put twice (expected: once)");
        }
        return this;
    }

    /** {@return the object with all members put so far} */
    public JsonObject build() {
        return new JsonObject(members);
    }
}
