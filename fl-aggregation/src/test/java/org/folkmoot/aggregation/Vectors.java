package org.folkmoot.aggregation;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonArray;
import org.folkmoot.core.json.JsonInteger;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.json.StrictJson;

/** Known answers in {@code src/test/resources/vectors}, whose real numbers are decimal strings. */
public final class Vectors {
    private Vectors() {}

    /** {@return the cases of a file} */
    public static List<JsonObject> cases(String file) throws IOException, MalformedJsonException {
        try (InputStream in = Objects.requireNonNull(Vectors.class.getResourceAsStream("/vectors/" + file), file)) {
            return ((JsonObject) StrictJson.parse(in.readAllBytes()))
                    .array("cases")
                    .objects();
        }
    }

    /** {@return all elements, decimal strings} */
    public static double[] decimals(JsonArray array) throws MalformedJsonException {
        return array.strings().stream().mapToDouble(Double::parseDouble).toArray();
    }

    /** {@return rows of decimals} */
    public static List<double[]> rows(JsonArray array) throws MalformedJsonException {
        List<double[]> rows = new ArrayList<>();
        for (Json row : array.elements()) {
            rows.add(decimals((JsonArray) row));
        }
        return rows;
    }

    /** {@return one decimal} */
    public static double decimal(JsonObject of, String name) throws MalformedJsonException {
        return Double.parseDouble(of.string(name));
    }

    /** {@return all elements, whole numbers} */
    public static long[] integers(JsonArray array) {
        return array.elements().stream()
                .mapToLong(element -> ((JsonInteger) element).value())
                .toArray();
    }

    /** {@return the slot of this name, which is there} */
    public static ParameterVector slot(SortedMap<String, ParameterVector> slots, String name) {
        return Objects.requireNonNull(slots.get(name), name);
    }
}
