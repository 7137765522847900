package org.folkmoot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.json.StrictJson;
import org.junit.jupiter.api.Test;

class PlainTextTest {
    @Property
    void leavesNoControlCharacter(@ForAll String foreign) {
        assertThat(PlainText.of(foreign).chars()).noneMatch(Character::isISOControl);
    }

    @Test
    void keepsWordsOfAnyLanguage() {
        assertThat(PlainText.of("✓ Größe 模型 🙂")).isEqualTo("✓ Größe 模型 🙂");
    }

    @Test
    void prettyJsonIsTheSameJsonInAsciiAlone() throws MalformedJsonException {
        JsonObject value = Json.object()
                .put("größe", "模型 🙂 \u009b \u001b \"")
                .put("empty", Json.object().build())
                .put("list", Json.strings(List.of("a", "b")))
                .build();
        String pretty = PrettyJson.write(value);
        assertThat(pretty.chars()).allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7f));
        assertThat(StrictJson.parse(pretty.getBytes(StandardCharsets.UTF_8))).isEqualTo(value);
    }
}
