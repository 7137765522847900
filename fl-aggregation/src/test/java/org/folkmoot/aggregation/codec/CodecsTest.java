package org.folkmoot.aggregation.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.folkmoot.api.aggregation.UpdateCodec;
import org.junit.jupiter.api.Test;

final class CodecsTest {
    @Test
    void rebuildsWhatAProgramNames() {
        List<UpdateCodec> codecs = List.of(
                FixedStep.int8(0.1), FixedStep.int4(16), RandomK.scaled(0.05), RandomK.unscaled(1), TopK.of(0.001));
        for (UpdateCodec codec : codecs) {
            UpdateCodec rebuilt = Codecs.create(codec.id(), codec.parameters());
            assertThat(rebuilt).hasSameClassAs(codec);
            assertThat(rebuilt.parameters()).isEqualTo(codec.parameters());
        }
    }

    @Test
    void statesParametersInShortestForm() {
        assertThat(FixedStep.int4(16).parameters()).isEqualTo(Map.of("bits", "4", "range", "16"));
        assertThat(RandomK.scaled(0.05).parameters()).isEqualTo(Map.of("fraction", "0.05", "scaled", "true"));
        assertThat(TopK.of(1).parameters()).isEqualTo(Map.of("fraction", "1"));
    }

    @Test
    void namesTheCodecThatNobodyProvides() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Codecs.create("acme/zip/1", new TreeMap<>()))
                .withMessage("codec rule: acme/zip/1 (expected: one of [folkmoot/fixed-step/1, folkmoot/random-k/1,"
                        + " folkmoot/top-k/1])");
    }

    @Test
    void refusesParametersThatAreMissingUnknownOrSpeltOtherwise() {
        refuses(FixedStep.ID, Map.of("bits", "8"), "range: missing");
        refuses(FixedStep.ID, Map.of("bits", "16", "range", "1"), "bits=16");
        refuses(FixedStep.ID, Map.of("bits", "08", "range", "1"), "bits=08");
        refuses(FixedStep.ID, Map.of("bits", "8", "range", "1.0"), "1.0");
        refuses(RandomK.ID, Map.of("fraction", "0.5", "scaled", "yes"), "scaled=yes");
        refuses(RandomK.ID, Map.of("fraction", "0.5", "scaled", "TRUE"), "scaled=TRUE");
        refuses(TopK.ID, Map.of("fraction", "0"), "fraction: 0.0");
        refuses(TopK.ID, Map.of("fraction", "1.5"), "fraction: 1.5");
        refuses(TopK.ID, Map.of("fraction", "0.5", "k", "3"), "k=3");
    }

    private static void refuses(String id, Map<String, String> parameters, String named) {
        assertThatIllegalArgumentException()
                .as("%s", parameters)
                .isThrownBy(() -> Codecs.create(id, new TreeMap<>(parameters)))
                .withMessageContaining(named);
    }

    @Test
    void countsPositionsInDecimals() {
        assertThat(new Fraction(0.1).of(30)).isEqualTo(3);
        assertThat(new Fraction(0.1).of(31)).isEqualTo(4);
        assertThat(new Fraction(1e-9).of(5)).isEqualTo(1);
        assertThat(new Fraction(1).of(Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
    }
}
