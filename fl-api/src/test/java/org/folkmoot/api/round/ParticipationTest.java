package org.folkmoot.api.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ParticipationTest {
    @Property
    void invitesAtLeastOneAndAtMostAll(
            @ForAll @IntRange(min = 1, max = 1000) int perMille,
            @ForAll @IntRange(min = 1, max = 100_000) int clients) {
        int cohort = new Participation(perMille, 1000).cohortOf(clients);

        assertThat(cohort).isBetween(1, clients);
        assertThat((long) cohort * 1000).isGreaterThanOrEqualTo((long) clients * perMille);
        assertThat((long) (cohort - 1) * 1000).isLessThan((long) clients * perMille);
    }

    @Test
    void allMeansAll() {
        assertThat(Participation.all().cohortOf(7)).isEqualTo(7);
        assertThat(Participation.fraction(0.1).cohortOf(1000)).isEqualTo(100);
    }

    @Test
    void refusesNothingAndMoreThanAll() {
        assertThatThrownBy(() -> Participation.fraction(0)).hasMessageContaining("expected: 0 < share <= 1");
        assertThatThrownBy(() -> new Participation(2, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
