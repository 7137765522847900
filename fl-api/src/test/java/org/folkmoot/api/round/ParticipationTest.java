package org.folkmoot.api.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ParticipationTest {
    @Test
    void saysAShareInItsParameters() {
        assertThat(Participation.fraction(0.25).parameters())
                .containsEntry("numerator", "250")
                .containsEntry("denominator", "1000")
                .containsEntry("beacon", Participation.CHARTER_SEED);
    }

    @Test
    void refusesNothingAndMoreThanAll() {
        assertThatThrownBy(() -> Participation.fraction(0)).hasMessageContaining("expected: 0 < share <= 1");
        assertThatThrownBy(() -> Participation.share(2, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesNamelessRules() {
        assertThatThrownBy(() -> new Participation("poisson", new TreeMap<>()))
                .hasMessageContaining("participation id: poisson (expected: owner/name/version)");
    }
}
