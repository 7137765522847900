package org.folkmoot.aggregation;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.folkmoot.core.json.JsonArray;
import org.folkmoot.core.json.JsonInteger;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.json.StrictJson;

/** Known answers in {@code src/test/resources/vectors}, whose real numbers are decimal strings. */
final class Vectors {
    private Vectors() {}

    static List<JsonObject> cases(String file) throws IOException, MalformedJsonException {
        try (InputStream in = Objects.requireNonNull(Vectors.class.getResourceAsStream("/vectors/" + file), file)) {
            return ((JsonObject) StrictJson.parse(in.readAllBytes()))
                    .array("cases")
                    .objects();
        }
    }

    static double[] decimals(JsonArray array) throws MalformedJsonException {
        return array.strings().stream().mapToDouble(Double::parseDouble).toArray();
    }

    static long[] integers(JsonArray array) {
        return array.elements().stream()
                .mapToLong(element -> ((JsonInteger) element).value())
                .toArray();
    }
}
