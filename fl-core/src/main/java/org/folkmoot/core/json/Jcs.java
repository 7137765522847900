package org.folkmoot.core.json;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes JSON as its canonical bytes, the only form in which anything is hashed or signed.
 *
 * <p>Guarantees: equal values give equal bytes on every JDK and platform, and {@link StrictJson#parseCanonical} reads
 * them back to an equal value. Does not cover floats, because {@link Json} has none. Safe for use by several threads.
 *
 * <p>Source: RFC 8785 §3.2.
 */
public final class Jcs {
    private static final String HEX = "0123456789abcdef";

    private Jcs() {}

    /**
     * {@return the canonical UTF-8 bytes, without a trailing line feed}
     *
     * @throws IllegalArgumentException if the value nests deeper than {@value StrictJson#MAX_DEPTH}
     */
    public static byte[] encode(Json value) {
        StringBuilder out = new StringBuilder();
        write(requireNonNull(value, "value"), out, 0);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Json value, StringBuilder out, int depth) {
        if (value instanceof JsonObject object) {
            writeObject(object, out, deeper(depth));
        } else if (value instanceof JsonArray array) {
            writeArray(array, out, deeper(depth));
        } else if (value instanceof JsonString string) {
            writeString(string.value(), out);
        } else if (value instanceof JsonInteger integer) {
            out.append(integer.value());
        } else if (value instanceof JsonBoolean bool) {
            out.append(bool.value());
        } else {
            out.append("null");
        }
    }

    private static int deeper(int depth) {
        if (depth == StrictJson.MAX_DEPTH) {
            throw new IllegalArgumentException("depth: > " + depth + " (expected: <= " + StrictJson.MAX_DEPTH + ")");
        }
        return depth + 1;
    }

    private static void writeObject(JsonObject object, StringBuilder out, int depth) {
        out.append('{');
        boolean first = true;
        for (Map.Entry<String, Json> member : object.members().entrySet()) {
            if (!first) {
                out.append(',');
            }
            first = false;
            writeString(member.getKey(), out);
            out.append(':');
            write(member.getValue(), out, depth);
        }
        out.append('}');
    }

    private static void writeArray(JsonArray array, StringBuilder out, int depth) {
        out.append('[');
        boolean first = true;
        for (Json element : array.elements()) {
            if (!first) {
                out.append(',');
            }
            first = false;
            write(element, out, depth);
        }
        out.append(']');
    }

    private static void writeString(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            writeChar(text.charAt(i), out);
        }
        out.append('"');
    }

    private static void writeChar(char c, StringBuilder out) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> {
                if (c < 0x20) {
                    out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
                } else {
                    out.append(c);
                }
            }
        }
    }
}
