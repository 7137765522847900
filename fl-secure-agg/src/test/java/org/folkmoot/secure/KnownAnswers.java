package org.folkmoot.secure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.json.StrictJson;

/** Reads {@code src/test/resources/vectors}. */
public final class KnownAnswers {
    private KnownAnswers() {}

    /** {@return the vectors of this kind in this file, at least one} */
    public static List<JsonObject> of(String file, String kind) {
        try (InputStream in = KnownAnswers.class.getResourceAsStream("/vectors/" + file)) {
            JsonObject document = (JsonObject)
                    StrictJson.parse(Objects.requireNonNull(in, file).readAllBytes());
            List<JsonObject> vectors = document.array("vectors").objects().stream()
                    .filter(vector -> kind.equals(string(vector, "kind")))
                    .toList();
            if (vectors.isEmpty()) {
                throw new AssertionError(file + " has no vectors of kind " + kind);
            }
            return vectors;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedJsonException e) {
            throw new AssertionError(file, e);
        }
    }

    private static String string(JsonObject vector, String name) {
        try {
            return vector.string(name);
        } catch (MalformedJsonException e) {
            throw new AssertionError(vector.toString(), e);
        }
    }
}
