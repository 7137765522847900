package org.folkmoot.core.json;

import java.util.ArrayList;
import java.util.List;

/**
 * A JSON array, read by its accessors like {@link JsonObject}: the asked type or an exception that names the index.
 *
 * <p>Guarantees: immutable. Source: RFC 8259 §5.
 *
 * @param elements the elements in order
 */
public record JsonArray(List<Json> elements) implements Json {

    /** Copies the elements. */
    public JsonArray {
        elements = List.copyOf(elements);
    }

    @Override
    public String kind() {
        return "array";
    }

    /** {@return the number of elements} */
    public int size() {
        return elements.size();
    }

    /**
     * {@return the elements, all of which must be strings}
     *
     * @throws MalformedJsonException if one is not a string
     */
    public List<String> strings() throws MalformedJsonException {
        List<String> strings = new ArrayList<>(elements.size());
        for (JsonString element : all(JsonString.class, "string")) {
            strings.add(element.value());
        }
        return List.copyOf(strings);
    }

    /**
     * {@return the elements, all of which must be objects}
     *
     * @throws MalformedJsonException if one is not an object
     */
    public List<JsonObject> objects() throws MalformedJsonException {
        return all(JsonObject.class, "object");
    }

    private <T extends Json> List<T> all(Class<T> type, String expected) throws MalformedJsonException {
        List<T> typed = new ArrayList<>(elements.size());
        for (Json element : elements) {
            if (!type.isInstance(element)) {
                throw MalformedJsonException.member("[" + typed.size() + "]", element.kind(), expected);
            }
            typed.add(type.cast(element));
        }
        return List.copyOf(typed);
    }
}
