package org.folkmoot.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.folkmoot.api.privacy.DpEvent;
import org.folkmoot.api.privacy.NeighboringRelation;
import org.folkmoot.api.privacy.PrivacyBudget;
import org.folkmoot.api.privacy.PrivacyUnit;
import org.folkmoot.api.privacy.UnsupportedEventException;
import org.folkmoot.privacy.clipping.AdaptiveQuantileClipping;
import org.folkmoot.privacy.participation.SecretParticipation;
import org.junit.jupiter.api.Test;

class PrivacyPolicyTest {
    private static final PrivacyBudget BUDGET = new PrivacyBudget(2, 1e-6);

    @Test
    void plansTheLeastNoiseThatIsEnough() {
        PrivacyPlan plan = PrivacyPolicy.clientLevel(BUDGET).clip(0.5).build().plan(30);

        assertThat(plan.loss().epsilon()).isBetween(1.9999, 2.0);
        assertThat(plan.roundEvent()).isEqualTo(new DpEvent.Gaussian(plan.noiseMultiplier()));
        assertThat(plan.updateNoiseMultiplier()).isEqualTo(plan.noiseMultiplier());
    }

    @Test
    void needsFarLessNoiseWhereTheCohortIsSecret() {
        PrivacyPolicy.Builder builder = PrivacyPolicy.clientLevel(BUDGET).clip(0.5);
        double known = builder.build().plan(30).noiseMultiplier();
        PrivacyPlan secret = builder.participation(new SecretParticipation.Poisson(10_000, 0.01))
                .build()
                .plan(30);

        assertThat(secret.noiseMultiplier()).isLessThan(known / 10);
        assertThat(secret.loss().isWithin(BUDGET)).isTrue();
    }

    @Test
    void countsTheReleaseOfTheClippingBit() {
        PrivacyPlan plan = PrivacyPolicy.clientLevel(BUDGET)
                .clipping(AdaptiveQuantileClipping.median(1000))
                .build()
                .plan(30);

        assertThat(plan.updateNoiseMultiplier()).isGreaterThan(plan.noiseMultiplier());
    }

    @Test
    void refusesMoreRoundsThanTheNoiseAllows() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> PrivacyPolicy.clientLevel(BUDGET)
                        .clip(1)
                        .noiseMultiplier(1)
                        .build()
                        .plan(30))
                .withMessageContaining("rounds: 30");
    }

    @Test
    void refusesWhatHasNoMeaningWhenItIsBuilt() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> PrivacyPolicy.clientLevel(BUDGET).build());
        assertThatExceptionOfType(UnsupportedEventException.class)
                .isThrownBy(() -> PrivacyPolicy.clientLevel(BUDGET)
                        .clip(1)
                        .participation(new SecretParticipation.FixedSize(100, 10))
                        .build());
    }

    @Test
    void accountsTrainingOnExamples() {
        assertThat(ExamplePrivacy.poisson(60_000, 600, 1.1, 1000).unit()).isEqualTo(PrivacyUnit.EXAMPLE);
        assertThat(ExamplePrivacy.shuffled(1.1, 3).relation()).isEqualTo(NeighboringRelation.REPLACE_SPECIAL);
    }
}
