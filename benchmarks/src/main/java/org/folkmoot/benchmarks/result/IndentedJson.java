package org.folkmoot.benchmarks.result;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import org.folkmoot.core.json.Jcs;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonArray;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.JsonString;

/** Writes JSON for people and for line-by-line comparison; nothing is ever hashed in this form. */
final class IndentedJson {
    private final StringBuilder out = new StringBuilder();

    private IndentedJson() {}

    /** {@return the value over several lines, with a last line feed} */
    static String write(Json value) {
        IndentedJson writer = new IndentedJson();
        writer.append(value, 0);
        return writer.out.append('\n').toString();
    }

    private void append(Json value, int depth) {
        if (value instanceof JsonObject object && !object.members().isEmpty()) {
            appendObject(object, depth);
        } else if (value instanceof JsonArray array && !array.elements().isEmpty()) {
            appendArray(array, depth);
        } else {
            out.append(new String(Jcs.encode(value), StandardCharsets.UTF_8));
        }
    }

    private void appendObject(JsonObject object, int depth) {
        out.append('{');
        Iterator<Map.Entry<String, Json>> members = object.members().entrySet().iterator();
        while (members.hasNext()) {
            Map.Entry<String, Json> member = members.next();
            newLine(depth + 1);
            append(new JsonString(member.getKey()), depth);
            out.append(": ");
            append(member.getValue(), depth + 1);
            out.append(members.hasNext() ? "," : "");
        }
        newLine(depth);
        out.append('}');
    }

    private void appendArray(JsonArray array, int depth) {
        out.append('[');
        Iterator<Json> elements = array.elements().iterator();
        while (elements.hasNext()) {
            newLine(depth + 1);
            append(elements.next(), depth + 1);
            out.append(elements.hasNext() ? "," : "");
        }
        newLine(depth);
        out.append(']');
    }

    private void newLine(int depth) {
        out.append('\n').append("  ".repeat(depth));
    }
}
