package org.folkmoot.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", ".hidden", "a/b", "a b", "Ä", "A", "a\n", "../x"})
    void cannotLeaveAFolderOrBreakALine(String name) {
        assertThatThrownBy(() -> ClientId.of(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FederationId(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void mayBeSixtyFourCharactersLong() {
        assertThat(ClientId.of("a".repeat(64)).value()).hasSize(64);
        assertThatThrownBy(() -> ClientId.of("a".repeat(65))).hasMessageContaining("1 to 64 characters");
    }

    @Test
    void attemptsAreOrderedByRoundFirst() {
        assertThat(AttemptId.first(2)).isGreaterThan(new AttemptId(1, 9));
        assertThat(AttemptId.first(2).retry()).isEqualTo(new AttemptId(2, 2));
        assertThatThrownBy(() -> new AttemptId(0, 1)).hasMessage("round: 0 (expected: >= 1)");
    }
}
