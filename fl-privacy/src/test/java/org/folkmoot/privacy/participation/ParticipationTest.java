package org.folkmoot.privacy.participation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.SecureRandom;
import org.folkmoot.api.privacy.DpEvent;
import org.folkmoot.api.privacy.UnsupportedEventException;
import org.junit.jupiter.api.Test;

class ParticipationTest {
    private static final DpEvent GAUSSIAN = new DpEvent.Gaussian(1);

    @Test
    void drawsWhatItAccounts() {
        SecretParticipation poisson = new SecretParticipation.Poisson(10_000, 0.05);
        double sum = 0;
        for (int i = 0; i < 50; i++) {
            sum += poisson.cohort(new SecureRandom()).length;
        }

        assertThat(sum / 50).isBetween(500 - 6 * 21.8 / Math.sqrt(50), 500 + 6 * 21.8 / Math.sqrt(50));
        assertThat(poisson.event(GAUSSIAN)).isEqualTo(new DpEvent.PoissonSampled(0.05, GAUSSIAN));
    }

    @Test
    void cutsToTheCap() {
        SecretParticipation truncated = new SecretParticipation.TruncatedPoisson(1000, 0.5, 400);

        assertThat(truncated.cohort(new SecureRandom())).hasSize(400).isSorted().doesNotHaveDuplicates();
        assertThat(truncated.event(GAUSSIAN)).isEqualTo(new DpEvent.TruncatedPoissonGaussian(1000, 0.5, 400, 1));
        assertThatExceptionOfType(UnsupportedEventException.class)
                .isThrownBy(() -> truncated.event(new DpEvent.Laplace(1)));
    }

    @Test
    void drawsFixedSizesAndEverybody() {
        assertThat(new SecretParticipation.FixedSize(50, 7).cohort(new SecureRandom()))
                .hasSize(7)
                .isSorted();
        assertThat(new SecretParticipation.Poisson(9, 1).cohort(new SecureRandom()))
                .hasSize(9);
    }

    @Test
    void givesNoAmplificationToAPublicCohort() {
        assertThat(PublicParticipation.requireUnamplified(GAUSSIAN)).isEqualTo(GAUSSIAN);
        assertThatExceptionOfType(UnsupportedEventException.class)
                .isThrownBy(() ->
                        PublicParticipation.requireUnamplified(new DpEvent.PoissonSampled(0.1, GAUSSIAN).times(10)))
                .withMessageContaining("public cohort");
    }

    @Test
    void keepsParticipationsApart() {
        PublicParticipation.MinSeparation rule = PublicParticipation.MinSeparation.of(3);
        rule.takePart("a", 1);

        assertThat(rule.mayTakePart("a", 3)).isFalse();
        assertThat(rule.mayTakePart("a", 4)).isTrue();
        assertThat(rule.mayTakePart("b", 1)).isTrue();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> rule.takePart("a", 2));
        DpEvent.MinSeparated event = (DpEvent.MinSeparated) rule.event(10, GAUSSIAN);
        assertThat(event.participations()).isEqualTo(4);
    }
}
