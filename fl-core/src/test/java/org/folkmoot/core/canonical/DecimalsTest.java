package org.folkmoot.core.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.folkmoot.core.KnownAnswers;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {
    @Property
    void readsBackTheSameDouble(@ForAll long bits) {
        double value = Double.longBitsToDouble(bits);
        if (Double.isFinite(value)) {
            assertThat(Decimals.parse(Decimals.shortest(value))).isEqualTo(value == 0 ? 0.0 : value);
        }
    }

    @Test
    void writesWhatAPersonWould() {
        assertThat(Decimals.shortest(0.1)).isEqualTo("0.1");
        assertThat(Decimals.shortest(16)).isEqualTo("16");
        assertThat(Decimals.shortest(-0.0)).isEqualTo("0");
        assertThat(Decimals.shortest(1e21)).isEqualTo("1000000000000000000000");
        // Releases of the JDK before 19 write 2.0E-3 and 2.2250738585072014E-308 for neighbours of these.
        assertThat(Decimals.shortest(2e-3)).isEqualTo("0.002");
        assertThat(Decimals.shortest(2.2E-322)).startsWith("0.000").endsWith("22");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.0", "01", "+1", "1e3", "NaN", "-0", ".5", "0.30000000000000001", " 1", "9e999"})
    void refusesEverySecondWayToWriteAValue(String text) {
        assertThatThrownBy(() -> Decimals.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesWhatIsNotFinite() {
        assertThatThrownBy(() -> Decimals.shortest(Double.NaN)).hasMessage("value: NaN (expected: finite)");
    }

    @Test
    void writesTheDigitsOfThePublishedNumbers() throws MalformedJsonException {
        for (JsonObject vector : KnownAnswers.of("jcs.json", "jcs.number")) {
            double value = Double.longBitsToDouble(Long.parseUnsignedLong(vector.string("ieee754Hex"), 16));

            assertThat(Es6Numbers.text(value)).isEqualTo(vector.string("want"));
            assertThat(new BigDecimal(Decimals.shortest(value))).isEqualByComparingTo(vector.string("want"));
        }
    }

    @Test
    void writesTheDigitsOfTenThousandPublishedNumbers() throws Exception {
        assertThat(checkPublished(10_000)).isEqualTo(1);
    }

    @Test
    @Tag("long")
    void writesTheDigitsOfAMillionPublishedNumbers() throws Exception {
        assertThat(checkPublished(1_000_000)).isEqualTo(3);
    }

    /** {@return how many of the published lists are no longer than this, and were made} */
    private static int checkPublished(long lines) throws Exception {
        int checked = 0;
        for (JsonObject vector : KnownAnswers.of("jcs.json", "jcs.es6-numbers")) {
            if (vector.integer("lines") <= lines) {
                assertThat(Es6Numbers.sha256(vector.integer("lines")).hex())
                        .as(vector.string("name"))
                        .isEqualTo(vector.string("sha256Hex"));
                checked++;
            }
        }
        return checked;
    }
}
