package org.folkmoot.core.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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
}
