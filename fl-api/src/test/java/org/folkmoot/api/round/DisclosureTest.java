package org.folkmoot.api.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DisclosureTest {
    @Test
    void isReplayableByThoseWhoMayBeGivenEverything() {
        Disclosure auditor = Disclosure.auditor();
        Disclosure everyone = auditor;
        for (Artefact artefact : Artefact.values()) {
            everyone = everyone.with(artefact, new Access(Audience.PUBLIC, 1));
        }

        assertThat(auditor.replay()).isEqualTo(ReplayClass.AUDITOR);
        assertThat(everyone.replay()).isEqualTo(ReplayClass.PUBLIC);
        assertThat(everyone.with(Artefact.RECORDS, Access.auditor(1)).replay()).isEqualTo(ReplayClass.AUDITOR);
        assertThat(Disclosure.withoutUpdates().replay()).isEqualTo(ReplayClass.NONE);
    }

    @Test
    void refusesToForgetWhatTheNextRoundStandsOn() {
        assertThatThrownBy(() -> Disclosure.auditor().with(Artefact.STATES, Access.none()))
                .hasMessageContaining("disclosure of STATES");
        assertThatThrownBy(() -> new Disclosure(new TreeMap<>())).hasMessageContaining("disclosure of UPDATES: null");
    }

    @Test
    void accessIsKeptForSomebodyAndForATime() {
        assertThatThrownBy(() -> new Access(Audience.NOBODY, 1)).hasMessageContaining("0 for NOBODY");
        assertThatThrownBy(() -> new Access(Audience.AUDITOR, 0)).hasMessageContaining("retentionDays: 0");
        assertThatThrownBy(() -> new Access(Audience.AUDITOR, 36_526)).hasMessageContaining("retentionDays: 36526");
    }

    @Test
    void widerOrLongerAccessIsNotWithin() {
        Access month = Access.auditor(30);

        assertThat(Access.none().isWithin(month)).isTrue();
        assertThat(month.isWithin(month)).isTrue();
        assertThat(Access.auditor(31).isWithin(month)).isFalse();
        assertThat(new Access(Audience.PUBLIC, 30).isWithin(month)).isFalse();
    }
}
