package org.folkmoot.core.canonical;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.JsonObjectBuilder;
import org.folkmoot.core.json.JsonString;
import org.folkmoot.core.json.MalformedJsonException;

/**
 * The members that canonical forms are made of: words for constants, digests, hexadecimal bytes, counts, string maps.
 * Each reader accepts the one form that the writer gives.
 */
public final class Fields {
    private Fields() {}

    /** {@return the word by which an enum constant is written: lower case, dashes} */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return the constant of this word} */
    public static <E extends Enum<E>> E constant(Class<E> type, String word) throws MalformedJsonException {
        for (E constant : type.getEnumConstants()) {
            if (word(constant).equals(word)) {
                return constant;
            }
        }
        throw new MalformedJsonException("\"" + word + "\" (expected: one of "
                + Arrays.stream(type.getEnumConstants()).map(Fields::word).toList() + ")");
    }

    /** {@return the constant whose word this member holds} */
    public static <E extends Enum<E>> E constant(Class<E> type, JsonObject json, String name)
            throws MalformedJsonException {
        return constant(type, json.string(name));
    }

    /** {@return this value as the object that it must be} */
    public static JsonObject object(Json json) throws MalformedJsonException {
        if (json instanceof JsonObject object) {
            return object;
        }
        throw new MalformedJsonException(json.kind() + " (expected: object)");
    }

    /** {@return the digest that this member holds, 64 lower-case hex digits} */
    public static Digest digest(JsonObject json, String name) throws MalformedJsonException {
        String text = json.string(name);
        try {
            return Digest.parse(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedJsonException("member " + name + ": " + e.getMessage(), e);
        }
    }

    /** {@return the bytes that this member holds in lower-case hex} */
    public static Bytes hex(JsonObject json, String name) throws MalformedJsonException {
        return hex(name, json.string(name));
    }

    /** {@return the bytes that this text is in lower-case hex; the name is for the message} */
    public static Bytes hex(String name, String text) throws MalformedJsonException {
        boolean lower = text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
        if (!lower || text.length() % 2 != 0) {
            throw new MalformedJsonException("member " + name + ": not hex (expected: lower-case hex digits)");
        }
        return Bytes.parseHex(text);
    }

    /** {@return the count that this member holds, 0 to 2^31 - 1} */
    public static int count(JsonObject json, String name) throws MalformedJsonException {
        long value = json.integer(name);
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new MalformedJsonException("member " + name + ": " + value + " (expected: 0 to 2^31 - 1)");
        }
        return (int) value;
    }

    static JsonObject strings(Map<String, String> map) {
        JsonObjectBuilder builder = Json.object();
        map.forEach(builder::put);
        return builder.build();
    }

    static SortedMap<String, String> strings(JsonObject json) throws MalformedJsonException {
        SortedMap<String, String> map = new TreeMap<>();
        for (Map.Entry<String, Json> entry : json.members().entrySet()) {
            if (!(entry.getValue() instanceof JsonString text)) {
                throw new MalformedJsonException(
                        "member " + entry.getKey() + ": " + entry.getValue().kind() + " (expected: string)");
            }
            map.put(entry.getKey(), text.value());
        }
        return map;
    }
}
