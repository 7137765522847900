package org.folkmoot.core.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
    @Provide
    Arbitrary<Json> values() {
        return JsonValues.any();
    }

    @Property(tries = 500)
    void anyBytesGiveAValueOrTheDeclaredException(@ForAll byte[] bytes) {
        assertParsesOrRefuses(bytes);
    }

    @Property(tries = 1000)
    void aDamagedDocumentGivesAValueOrTheDeclaredException(
            @ForAll("values") Json value, @ForAll int position, @ForAll @IntRange(min = 1, max = 255) int change) {
        byte[] bytes = Jcs.encode(value);
        bytes[Math.floorMod(position, bytes.length)] ^= (byte) change;

        assertParsesOrRefuses(bytes);
    }

    @Property(tries = 200)
    void noProperPrefixOfAnObjectIsAccepted(@ForAll("values") Json value) {
        byte[] bytes = Jcs.encode(Json.object().put("value", value).build());
        for (int length = 0; length < bytes.length; length++) {
            byte[] prefix = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> StrictJson.parse(prefix)).isInstanceOf(MalformedJsonException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1.0",
                "1e3",
                "1E3",
                "0.5",
                "-0",
                "-0.0",
                "01",
                "-01",
                "+1",
                "-",
                "--1",
                ".5",
                "1.",
                "9007199254740992",
                "-9007199254740992",
                "99999999999999999999999999",
                "NaN",
                "Infinity",
                "tru",
                "True",
                "nul",
                "nullx",
                "{}{}",
                "1 2",
                "[1,]",
                "[,1]",
                "[1 2]",
                "[",
                "]",
                "{",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "{1:1}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":2}",
                "\"",
                "\"a",
                "\"\\\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12G4\"",
                "\"\\uFF11234\\u\"",
                "\"\t\"",
                "\"\n\"",
                "\"\\ud800\"",
                "\"\\udc00\"",
                "\"\\ud800a\"",
                "\"\\udc00\\ud800\"",
                "{\"\\ud800\":1}",
                "\uFEFF1",
                "1\u0000",
                "// c\n1",
                "/**/1",
                "\u00A01"
            })
    void refuses(String text) {
        assertThatThrownBy(() -> StrictJson.parse(text.getBytes(UTF_8)))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageContaining("expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"22FF22", "22C3", "22C08022", "22EDA08022", "22F5808080", "22F4908080", "EFBBBF31", "2280"})
    void refusesWhatIsNotUtf8(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);

        assertThatThrownBy(() -> StrictJson.parse(bytes)).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void acceptsSixtyFourLevelsAndNoMore() throws MalformedJsonException {
        String deepest = "[".repeat(64) + "]".repeat(64);

        assertThat(StrictJson.parse(deepest.getBytes(UTF_8))).isInstanceOf(JsonArray.class);
        assertThatThrownBy(() -> StrictJson.parse(("[" + deepest + "]").getBytes(UTF_8)))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageContaining("depth");
        assertThatThrownBy(() -> StrictJson.parse("{\"a\":".repeat(1_000_000).getBytes(UTF_8)))
                .isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void readsEveryTypeWithWhiteSpaceAndEscapes() throws MalformedJsonException {
        String text =
                " {\t\"a\" : [ true , false , null ],\r\n\"b\":\"\\u00e9\\/\\b\\ud83d\\ude00\", \"c\":-9007199254740991 } ";

        Json value = StrictJson.parse(text.getBytes(UTF_8));

        assertThat(value)
                .isEqualTo(Json.object()
                        .put("a", Json.array(List.of(new JsonBoolean(true), new JsonBoolean(false), new JsonNull())))
                        .put("b", "\u00E9/\b\uD83D\uDE00")
                        .put("c", -9007199254740991L)
                        .build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ }", "{\"b\":1,\"a\":2}", "\"\\/\"", "\"\\u0041\"", "1\n", "\"\\u001F\"", "\"\\u000a\""})
    void parsesButDoesNotCallCanonical(String text) throws MalformedJsonException {
        byte[] bytes = text.getBytes(UTF_8);

        assertThat(StrictJson.parse(bytes)).isNotNull();
        assertThatThrownBy(() -> StrictJson.parseCanonical(bytes))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageContaining("canonical");
    }

    private static void assertParsesOrRefuses(byte[] bytes) {
        try {
            Json value = StrictJson.parse(bytes);
            assertThat(StrictJson.parseCanonical(Jcs.encode(value))).isEqualTo(value);
        } catch (MalformedJsonException e) {
            assertThat(e).hasMessageContaining("expected");
        }
    }
}
