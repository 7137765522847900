package org.folkmoot.core.canonical;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.Digest;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.JsonObjectBuilder;
import org.folkmoot.core.json.JsonString;
import org.folkmoot.core.json.MalformedJsonException;

/** The small pieces that canonical forms are made of: words for constants, digests, string maps. */
final class Words {
    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> E parse(Class<E> type, String word) throws MalformedJsonException {
        for (E constant : type.getEnumConstants()) {
            if (of(constant).equals(word)) {
                return constant;
            }
        }
        throw new MalformedJsonException(word + " (expected: one of "
                + Arrays.stream(type.getEnumConstants()).map(Words::of).toList() + ")");
    }

    static JsonObject object(Json json) throws MalformedJsonException {
        if (json instanceof JsonObject object) {
            return object;
        }
        throw new MalformedJsonException(json.kind() + " (expected: object)");
    }

    static Digest digest(JsonObject json, String member) throws MalformedJsonException {
        String hex = json.string(member);
        return Rejections.malformedUnlessValid(() -> Digest.parse(hex));
    }

    static int int32(JsonObject json, String member) throws MalformedJsonException {
        long value = json.integer(member);
        return Rejections.malformedUnlessValid(() -> Math.toIntExact(value));
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
