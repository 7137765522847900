package org.folkmoot.core.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.folkmoot.core.KnownAnswers;
import org.junit.jupiter.api.Test;

class JcsTest {
    @Provide
    Arbitrary<Json> values() {
        return JsonValues.any();
    }

    @Property(tries = 500)
    void whatIsEncodedParsesToTheSameValue(@ForAll("values") Json value) throws MalformedJsonException {
        assertThat(StrictJson.parseCanonical(Jcs.encode(value))).isEqualTo(value);
    }

    @Test
    void encodesThePublishedExamples() throws MalformedJsonException {
        for (JsonObject vector : KnownAnswers.of("jcs.json", "jcs.canonicalize")) {
            byte[] expected = Base64.getDecoder().decode(vector.string("wantB64"));
            byte[] input = Base64.getDecoder().decode(vector.string("inputB64"));
            boolean floatFree = !vector.string("name").equals("structures");

            byte[] encoded = Jcs.encode(StrictJson.parse(floatFree ? input : expected));

            assertThat(encoded).as(vector.string("name")).isEqualTo(expected);
        }
    }

    @Test
    void sortsMembersByUtf16UnitsNotByCodePoints() {
        Json value = Json.object()
                .put("\uFB33", 1)
                .put("\uD83D\uDE00", 2)
                .put("\u20AC", 3)
                .put("1", 4)
                .put("\r", 5)
                .build();

        byte[] encoded = Jcs.encode(value);

        assertThat(new String(encoded, UTF_8))
                .isEqualTo("{\"\\r\":5,\"1\":4,\"\u20AC\":3,\"\uD83D\uDE00\":2,\"\uFB33\":1}");
    }

    @Test
    void escapesOnlyWhatMustBeEscaped() {
        byte[] encoded = Jcs.encode(new JsonString("\u0000\b\t\n\u000B\f\r\u001F\"\\/\u007F\u2028\u00E9"));

        assertThat(new String(encoded, UTF_8))
                .isEqualTo("\"\\u0000\\b\\t\\n\\u000b\\f\\r\\u001f\\\"\\\\/\u007F\u2028\u00E9\"");
    }

    @Test
    void refusesWhatTheReaderWouldRefuseAsTooDeep() {
        Json deepest = nested(StrictJson.MAX_DEPTH);

        assertThat(Jcs.encode(deepest)).hasSize(2 * StrictJson.MAX_DEPTH);
        assertThatThrownBy(() -> Jcs.encode(Json.array(List.of(deepest))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: <= 64");
    }

    private static Json nested(int depth) {
        Json value = Json.array(List.of());
        for (int i = 1; i < depth; i++) {
            value = Json.array(List.of(value));
        }
        return value;
    }

    @Test
    void readsOfThePublishedNumbersTheIntegersBelow2To53AndRefusesTheOthers() throws MalformedJsonException {
        for (JsonObject vector : KnownAnswers.of("jcs.json", "jcs.number")) {
            String want = vector.string("want");
            if (want.equals("0")) {
                assertThat(Jcs.encode(StrictJson.parse(want.getBytes(UTF_8)))).isEqualTo(want.getBytes(UTF_8));
            } else {
                assertThatThrownBy(() -> StrictJson.parse(want.getBytes(UTF_8)))
                        .as(want)
                        .isInstanceOf(MalformedJsonException.class);
            }
        }
    }
}
