package org.folkmoot.audit.leaf;

import java.util.Arrays;
import java.util.function.Function;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.json.StrictJson;

/**
 * Reads a value from its canonical bytes and from no others: the bytes must be canonical JSON of a value that makes
 * sense, and writing that value must give the same bytes again.
 */
final class Canonical {
    private Canonical() {}

    static <T> T parse(byte[] bytes, String what, Reader<T> reader, Function<T, byte[]> writer)
            throws MalformedLeafException {
        T value;
        try {
            value = reader.read(StrictJson.parseCanonical(bytes));
        } catch (MalformedJsonException | IllegalArgumentException | ArithmeticException e) {
            throw new MalformedLeafException(what + ": " + e.getMessage(), e);
        }
        if (!Arrays.equals(bytes, writer.apply(value))) {
            throw new MalformedLeafException(what + ": its parts contradict one another (expected: one byte form)");
        }
        return value;
    }

    /** Takes a JSON value apart. */
    @FunctionalInterface
    interface Reader<T> {
        T read(Json json) throws MalformedJsonException;
    }
}
