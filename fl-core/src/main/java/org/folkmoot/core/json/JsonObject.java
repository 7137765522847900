package org.folkmoot.core.json;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A JSON object, and the way to take it apart without trusting it: every accessor either returns a value of the asked
 * type or throws an exception that names the member, what was found and what was expected.
 *
 * <p>Guarantees: immutable; members are sorted by the UTF-16 code units of their names, whatever comparator the given
 * map had. Does not guarantee anything about members nobody asks for: end with {@link #requireOnly}.
 *
 * <p>Source: RFC 8259 §4; RFC 8785 §3.2.3 (order).
 *
 * @param members the members by name; names hold no lone surrogate
 */
public record JsonObject(SortedMap<String, Json> members) implements Json {

    /** Copies the members into UTF-16 order and refuses names that have no UTF-8 form. */
    public JsonObject {
        SortedMap<String, Json> sorted = inOrder(members);
        sorted.forEach((name, value) -> {
            Surrogates.requirePaired(name, "member name");
            requireNonNull(value, name);
        });
        members = Collections.unmodifiableSortedMap(sorted);
    }

    private static SortedMap<String, Json> inOrder(SortedMap<String, Json> members) {
        if (members.comparator() == null) {
            return new TreeMap<>(members);
        }
        SortedMap<String, Json> sorted = new TreeMap<>();
        sorted.putAll(members);
        return sorted;
    }

    @Override
    public String kind() {
        return "object";
    }

    /** {@return whether there is a member of this name, even if it is null} */
    public boolean has(String name) {
        return members.containsKey(name);
    }

    /** {@return the member of this name, of whatever type, or nothing if the object lacks it} */
    public Optional<Json> optional(String name) {
        return Optional.ofNullable(members.get(name));
    }

    /**
     * {@return the string under this name}
     *
     * @throws MalformedJsonException if the member is missing or not a string
     */
    public String string(String name) throws MalformedJsonException {
        return member(name, JsonString.class, "string").value();
    }

    /**
     * {@return the integer under this name, of magnitude below 2^53}
     *
     * @throws MalformedJsonException if the member is missing or not an integer
     */
    public long integer(String name) throws MalformedJsonException {
        return member(name, JsonInteger.class, "integer").value();
    }

    /**
     * {@return the boolean under this name}
     *
     * @throws MalformedJsonException if the member is missing or not a boolean
     */
    public boolean bool(String name) throws MalformedJsonException {
        return member(name, JsonBoolean.class, "boolean").value();
    }

    /**
     * {@return the object under this name}
     *
     * @throws MalformedJsonException if the member is missing or not an object
     */
    public JsonObject object(String name) throws MalformedJsonException {
        return member(name, JsonObject.class, "object");
    }

    /**
     * {@return the array under this name}
     *
     * @throws MalformedJsonException if the member is missing or not an array
     */
    public JsonArray array(String name) throws MalformedJsonException {
        return member(name, JsonArray.class, "array");
    }

    /**
     * Refuses members that the reader does not know, so that nothing signed goes unread. Members of these names need
     * not be there.
     *
     * @throws MalformedJsonException if there is a member of another name
     */
    public void requireOnly(String... names) throws MalformedJsonException {
        Set<String> known = new TreeSet<>(Arrays.asList(names));
        for (String name : members.keySet()) {
            if (!known.contains(name)) {
                throw MalformedJsonException.member(name, "unknown member", "one of " + known);
            }
        }
    }

    private <T extends Json> T member(String name, Class<T> type, String expected) throws MalformedJsonException {
        Json value = members.get(requireNonNull(name, "name"));
        if (value == null) {
            throw MalformedJsonException.member(name, "missing", expected);
        }
        if (!type.isInstance(value)) {
            throw MalformedJsonException.member(name, value.kind(), expected);
        }
        return type.cast(value);
    }
}
