package org.folkmoot.core.json;

import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Arbitrary JSON values, of every type and some depth. */
final class JsonValues {
    private JsonValues() {}

    static Arbitrary<Json> any() {
        Arbitrary<Json> leaf = leaf();
        return Arbitraries.recursive(() -> leaf, JsonValues::enclose, 0, 4);
    }

    static Arbitrary<String> text() {
        Arbitrary<Integer> codePoints = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 0x7F),
                Arbitraries.integers().between(0x80, 0xD7FF),
                Arbitraries.integers().between(0xE000, 0xFFFF),
                Arbitraries.integers().between(0x10000, 0x10FFFF));
        return codePoints.list().ofMaxSize(8).map(points -> {
            StringBuilder out = new StringBuilder();
            points.forEach(out::appendCodePoint);
            return out.toString();
        });
    }

    private static Arbitrary<Json> leaf() {
        return Arbitraries.oneOf(
                text().map(JsonString::new),
                Arbitraries.longs().between(-JsonInteger.MAX, JsonInteger.MAX).map(JsonInteger::new),
                Arbitraries.of(true, false).map(JsonBoolean::new),
                Arbitraries.just(new JsonNull()));
    }

    private static Arbitrary<Json> enclose(Arbitrary<Json> inner) {
        return Arbitraries.oneOf(
                inner.list().ofMaxSize(3).map(JsonArray::new),
                Arbitraries.maps(text(), inner).ofMaxSize(3).map(members -> new JsonObject(new TreeMap<>(members))));
    }
}
