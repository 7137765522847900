package org.folkmoot.audit.leaf;

import java.util.Locale;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;

/** Reads members of the types that leaves and records use. */
final class Fields {
    private Fields() {}

    static Digest digest(JsonObject json, String name) throws MalformedJsonException {
        String text = json.string(name);
        try {
            return Digest.parse(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedJsonException("member " + name + ": " + e.getMessage(), e);
        }
    }

    static Bytes hex(JsonObject json, String name) throws MalformedJsonException {
        String text = json.string(name);
        boolean lower = text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
        if (!lower || text.length() % 2 != 0) {
            throw new MalformedJsonException("member " + name + ": not hex (expected: lower-case hex digits)");
        }
        return Bytes.parseHex(text);
    }

    static int count(JsonObject json, String name) throws MalformedJsonException {
        long value = json.integer(name);
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new MalformedJsonException("member " + name + ": " + value + " (expected: 0 to 2^31 - 1)");
        }
        return (int) value;
    }

    /** {@return the word by which an enum constant is written: lower case, dashes} */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> E constant(Class<E> type, JsonObject json, String name) throws MalformedJsonException {
        String text = json.string(name);
        for (E constant : type.getEnumConstants()) {
            if (word(constant).equals(text)) {
                return constant;
            }
        }
        throw new MalformedJsonException(
                "member " + name + ": \"" + text + "\" (expected: a word for " + type.getSimpleName() + ")");
    }
}
