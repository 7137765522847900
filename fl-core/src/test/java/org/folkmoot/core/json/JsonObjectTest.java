package org.folkmoot.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JsonObjectTest {
    private final JsonObject object = Json.object()
            .put("text", "abc")
            .put("count", 3)
            .put("open", true)
            .put("inner", Json.object().put("x", 1).build())
            .put("names", Json.strings(List.of("b", "a")))
            .put("nothing", new JsonNull())
            .build();

    @Test
    void givesEachMemberAsItsType() throws MalformedJsonException {
        assertThat(object.string("text")).isEqualTo("abc");
        assertThat(object.integer("count")).isEqualTo(3);
        assertThat(object.bool("open")).isTrue();
        assertThat(object.object("inner").integer("x")).isEqualTo(1);
        assertThat(object.array("names").strings()).containsExactly("b", "a");
        assertThat(object.optional("nothing")).contains(new JsonNull());
        assertThat(object.optional("absent")).isEmpty();
        assertThat(object.has("nothing")).isTrue();
        assertThat(object.has("absent")).isFalse();
    }

    @Test
    void namesTheMemberWhatWasFoundAndWhatWasExpected() {
        assertThatThrownBy(() -> object.integer("text"))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage("member text: string (expected: integer)");
        assertThatThrownBy(() -> object.string("absent"))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage("member absent: missing (expected: string)");
        assertThatThrownBy(() -> object.object("nothing"))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage("member nothing: null (expected: object)");
        assertThatThrownBy(() -> object.array("names").objects())
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage("member [0]: string (expected: object)");
    }

    @Test
    void refusesMembersNobodyKnows() throws MalformedJsonException {
        object.requireOnly("text", "count", "open", "inner", "names", "nothing", "maybe");

        assertThatThrownBy(() -> object.requireOnly("text", "count"))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage("member inner: unknown member (expected: one of [count, text])");
    }

    @Test
    void ordersMembersByUtf16UnitsWhateverTheGivenOrder() {
        SortedMap<String, Json> reversed = new TreeMap<>(Comparator.reverseOrder());
        reversed.put("a", new JsonNull());
        reversed.put("b", new JsonNull());

        JsonObject sorted = new JsonObject(reversed);
        reversed.clear();

        assertThat(sorted.members().keySet()).containsExactly("a", "b");
    }

    @Test
    void refusesWhatHasNoCanonicalBytes() {
        assertThatThrownBy(() -> Json.object().put("a", 1).put("a", 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Json.object().put("\uD800", 1).build()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new JsonString("a\uDC00")).hasMessageContaining("lone surrogate at index 1");
        assertThatThrownBy(() -> new JsonInteger(1L << 53)).hasMessageContaining("2^53");
        assertThatThrownBy(() -> new JsonInteger(-(1L << 53))).hasMessageContaining("2^53");
        assertThatThrownBy(() -> new JsonInteger(Long.MIN_VALUE)).hasMessageContaining("2^53");
    }
}
