package org.folkmoot.audit.key;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.json.StrictJson;

/** Vectors of others, from {@code src/test/resources/vectors}; each names the public repository it was taken from. */
public final class KnownAnswers {
    private KnownAnswers() {}

    /** {@return the vectors of this kind in this file, at least one} */
    public static List<JsonObject> of(String file, String kind) throws IOException, MalformedJsonException {
        try (InputStream in = KnownAnswers.class.getResourceAsStream("/vectors/" + file)) {
            JsonObject all = (JsonObject)
                    StrictJson.parse(Objects.requireNonNull(in, file).readAllBytes());
            List<JsonObject> found = new ArrayList<>();
            for (JsonObject vector : all.array("vectors").objects()) {
                if (vector.string("kind").equals(kind)) {
                    found.add(vector);
                }
            }
            if (found.isEmpty()) {
                throw new AssertionError(file + ": no vector of kind " + kind);
            }
            return found;
        }
    }
}
