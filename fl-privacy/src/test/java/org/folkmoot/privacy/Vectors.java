package org.folkmoot.privacy;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.json.StrictJson;

/** The known answers of {@code vectors/dp.json}, with where they come from. */
public final class Vectors {
    private Vectors() {}

    /** One known answer. */
    public record Row(
            String id,
            String quantity,
            String mechanism,
            Map<String, String> parameters,
            String delta,
            String expected,
            String soundMin,
            String tolerance,
            String source) {
        public double number(String name) {
            return parse(Objects.requireNonNull(parameters.get(name), () -> id + " has no " + name));
        }

        public double number(String name, double otherwise) {
            String text = parameters.get(name);
            return text == null ? otherwise : parse(text);
        }

        public double deltaValue() {
            return Double.parseDouble(delta);
        }

        public double expectedValue() {
            return Double.parseDouble(expected);
        }

        private static double parse(String text) {
            if (text.startsWith("sqrt(")) {
                return Math.sqrt(Double.parseDouble(text.substring(5, text.length() - 1)));
            }
            int slash = text.indexOf('/');
            return slash < 0
                    ? Double.parseDouble(text)
                    : Double.parseDouble(text.substring(0, slash)) / Double.parseDouble(text.substring(slash + 1));
        }
    }

    public static List<Row> rows() {
        try (InputStream in = Vectors.class.getResourceAsStream("/vectors/dp.json")) {
            JsonObject file =
                    (JsonObject) StrictJson.parse(Objects.requireNonNull(in).readAllBytes());
            List<Row> rows = new ArrayList<>();
            for (JsonObject row : file.array("rows").objects()) {
                rows.add(row(row));
            }
            return rows;
        } catch (IOException | MalformedJsonException e) {
            throw new AssertionError(e);
        }
    }

    private static Row row(JsonObject json) throws MalformedJsonException {
        Map<String, String> parameters = new HashMap<>();
        for (String part : json.string("parameters").split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parameters.put(part.substring(0, equals), part.substring(equals + 1));
            }
        }
        return new Row(
                json.string("id"),
                json.string("quantity"),
                json.string("mechanism"),
                parameters,
                json.string("delta"),
                json.string("expected"),
                json.string("soundMin"),
                json.string("tolerance"),
                json.string("source"));
    }
}
