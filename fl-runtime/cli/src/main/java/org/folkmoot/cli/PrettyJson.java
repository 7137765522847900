package org.folkmoot.cli;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import org.folkmoot.core.json.Jcs;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonArray;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.JsonString;

/**
 * Writes JSON for people: indented, in ASCII alone, so that it is the same JSON whatever the terminal's character set,
 * and nothing in it can steer a terminal.
 */
final class PrettyJson {
    private static final String STEP = "  ";
    private static final int ASCII_END = 0x7f;

    private final StringBuilder out = new StringBuilder();

    private PrettyJson() {}

    /** {@return the value over several lines, without a line feed at the end} */
    static String write(Json value) {
        PrettyJson writer = new PrettyJson();
        writer.value(value, "\n");
        return writer.out.toString();
    }

    private void value(Json value, String newLine) {
        if (value instanceof JsonObject object && !object.members().isEmpty()) {
            object(object, newLine);
        } else if (value instanceof JsonArray array && array.size() > 0) {
            array(array, newLine);
        } else {
            leaf(value);
        }
    }

    private void object(JsonObject object, String newLine) {
        String inner = newLine + STEP;
        out.append('{');
        for (Iterator<Map.Entry<String, Json>> all = object.members().entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<String, Json> member = all.next();
            out.append(inner);
            leaf(new JsonString(member.getKey()));
            out.append(": ");
            value(member.getValue(), inner);
            out.append(all.hasNext() ? "," : newLine);
        }
        out.append('}');
    }

    private void array(JsonArray array, String newLine) {
        String inner = newLine + STEP;
        out.append('[');
        for (Iterator<Json> all = array.elements().iterator(); all.hasNext(); ) {
            out.append(inner);
            value(all.next(), inner);
            out.append(all.hasNext() ? "," : newLine);
        }
        out.append(']');
    }

    private void leaf(Json value) {
        new String(Jcs.encode(value), StandardCharsets.UTF_8).codePoints().forEach(point -> {
            if (point >= ASCII_END) {
                PlainText.escape(point, out);
            } else {
                out.appendCodePoint(point);
            }
        });
    }
}
