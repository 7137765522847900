package org.folkmoot.privacy.accountant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import org.folkmoot.api.privacy.DpEvent;
import org.folkmoot.api.privacy.NeighboringRelation;
import org.folkmoot.api.privacy.PrivacyAccountant;
import org.folkmoot.api.privacy.PrivacyBudget;
import org.folkmoot.api.privacy.PrivacyUnit;
import org.folkmoot.api.privacy.PrivateRelease;
import org.folkmoot.api.privacy.UnsupportedEventException;
import org.folkmoot.privacy.pld.PldAccountant;
import org.junit.jupiter.api.Test;

/** What other accountants got wrong, so that this one never does. */
class KnownDefectsTest {
    private static final PrivacyAccountant PLD = PldAccountant.create();
    private static final PrivacyAccountant RDP = RdpAccountant.create();

    @Test
    void countsRepetitionsOfEveryEvent() {
        for (DpEvent once : List.of(
                new DpEvent.RandomizedResponse(0.5, 4), new DpEvent.EpsilonDelta(0.1, 0), new DpEvent.Laplace(3))) {
            double ten = RDP.epsilon(replaced(once.times(10)), 0).epsilon();

            assertThat(ten).isCloseTo(10 * RDP.epsilon(replaced(once), 0).epsilon(), within(1e-12));
            assertThat(PLD.epsilon(replaced(once.times(10)), 1e-6).epsilon())
                    .isGreaterThan(1.5 * PLD.epsilon(replaced(once), 1e-6).epsilon());
        }
    }

    @Test
    void keepsTheSignsOfFractionalBinomials() {
        double divergence = RdpAccountant.divergence(added(sampled(0.01, 2.5)), 1.5);

        assertThat(divergence).isLessThan(1.305e-5).isCloseTo(1.300e-5, withinPercentage(0.1));
    }

    @Test
    void staysFiniteAtTinyDeltas() {
        PrivateRelease release = added(sampled(0.00038, 4).times(10_000));
        for (double delta : new double[] {1e-12, 1e-15, 1e-16, 1e-18}) {
            double pld = PLD.epsilon(release, delta).epsilon();

            assertThat(pld).isLessThanOrEqualTo(RDP.epsilon(release, delta).epsilon());
        }
    }

    @Test
    void survivesTinyEpsilons() {
        assertThat(PLD.epsilon(added(new DpEvent.EpsilonDelta(1e-9, 0).times(3)), 1e-10)
                        .epsilon())
                .isLessThan(1e-7);
        assertThat(PLD.epsilon(added(sampled(1e-5, 200).times(10)), 1e-6).epsilon())
                .isLessThan(1e-4);
    }

    @Test
    void findsTheNoiseThatIsEnoughToOnePartInAMillion() {
        PrivacyBudget budget = new PrivacyBudget(3, 1e-6);
        Calibration calibration = Calibration.of(BestOfAccountant.create(), budget);

        double z = calibration.noiseMultiplier(m -> added(new DpEvent.Gaussian(m)));

        assertThat(BestOfAccountant.create()
                        .epsilon(added(new DpEvent.Gaussian(z)), 1e-6)
                        .epsilon())
                .isLessThanOrEqualTo(3);
        assertThat(BestOfAccountant.create()
                        .epsilon(added(new DpEvent.Gaussian(z * (1 - 2e-6))), 1e-6)
                        .epsilon())
                .isGreaterThan(3);
    }

    @Test
    void givesTheSameAnswerWhenAskedTwice() {
        PrivateRelease release = added(sampled(0.01, 1).times(1000));

        assertThat(PLD.epsilon(release, 1e-5)).isEqualTo(PLD.epsilon(release, 1e-5));
        assertThat(PldAccountant.create().epsilon(release, 1e-5)).isEqualTo(PLD.epsilon(release, 1e-5));
    }

    @Test
    void takesTheWorseDirection() {
        assertThat(PLD.epsilon(added(sampled(0.01, 1).times(1000)), 1e-5).epsilon())
                .isGreaterThan(1.8282);
    }

    @Test
    void doublesTheSensitivityWhenUnitsAreReplaced() {
        assertThat(GaussianAccountant.create()
                        .epsilon(replaced(new DpEvent.Gaussian(2)), 1e-5)
                        .epsilon())
                .isCloseTo(4.377178095681137, within(1e-8));
        assertThat(RDP.epsilon(fixedSize(1).with(fixedSize(1).event().times(1000)), 1e-5)
                        .epsilon())
                .isCloseTo(20.99, within(0.05));
    }

    @Test
    void refusesWhatHasNoMeaning() {
        DpEvent fixed = new DpEvent.SampledWithoutReplacement(100, 10, new DpEvent.Gaussian(1));
        assertThatExceptionOfType(UnsupportedEventException.class)
                .isThrownBy(() -> added(fixed))
                .withMessageContaining("REPLACE_ONE");
        assertThatExceptionOfType(UnsupportedEventException.class)
                .isThrownBy(() -> added(new DpEvent.MinSeparated(10, 2, new DpEvent.Gaussian(1))));
        assertThatExceptionOfType(UnsupportedEventException.class)
                .isThrownBy(() -> added(new DpEvent.RandomizedResponse(0.5, 2)));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new DpEvent.PoissonSampled(0.1, sampled(0.1, 1)));
    }

    @Test
    void promisesNothingWhereNothingWasDone() {
        assertThat(RDP.epsilon(added(new DpEvent.NonPrivate()), 1e-5).epsilon()).isInfinite();
        assertThat(PLD.epsilon(added(new DpEvent.NonPrivate()), 1e-5).epsilon()).isInfinite();
        assertThat(PLD.epsilon(added(new DpEvent.Gaussian(1)), 0).epsilon()).isInfinite();
        assertThat(RDP.epsilon(added(new DpEvent.Gaussian(1)), 0).epsilon()).isInfinite();
        assertThat(BestOfAccountant.create()
                        .epsilon(added(DpEvent.nothing()), 1e-9)
                        .epsilon())
                .isZero();
    }

    @Test
    void carriesUnitRelationAndSamplingWithEveryEpsilon() {
        var loss = BestOfAccountant.create().epsilon(added(sampled(0.01, 1).times(10)), 1e-5);

        assertThat(loss.unit()).isEqualTo(PrivacyUnit.CLIENT);
        assertThat(loss.relation()).isEqualTo(NeighboringRelation.ADD_OR_REMOVE_ONE);
        assertThat(loss.sampling()).hasToString("[POISSON]");
        assertThat(loss.accountant()).isEqualTo(PldAccountant.ID);
    }

    private static PrivateRelease fixedSize(double z) {
        return replaced(new DpEvent.SampledWithoutReplacement(10_000, 100, new DpEvent.Gaussian(z)));
    }

    private static DpEvent sampled(double rate, double z) {
        return new DpEvent.PoissonSampled(rate, new DpEvent.Gaussian(z));
    }

    private static PrivateRelease added(DpEvent event) {
        return new PrivateRelease(PrivacyUnit.CLIENT, NeighboringRelation.ADD_OR_REMOVE_ONE, event);
    }

    private static PrivateRelease replaced(DpEvent event) {
        return new PrivateRelease(PrivacyUnit.CLIENT, NeighboringRelation.REPLACE_ONE, event);
    }
}
