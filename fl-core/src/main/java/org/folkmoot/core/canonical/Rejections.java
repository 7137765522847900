package org.folkmoot.core.canonical;

import java.util.function.Supplier;
import org.folkmoot.core.json.MalformedJsonException;

/** Turns the refusals of value types into the one exception that parsers of foreign bytes declare. */
final class Rejections {
    private Rejections() {}

    static <T> T malformedUnlessValid(Supplier<T> construction) throws MalformedJsonException {
        try {
            return construction.get();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new MalformedJsonException(String.valueOf(e.getMessage()), e);
        }
    }
}
