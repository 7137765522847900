package org.folkmoot.privacy.accountant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.folkmoot.api.privacy.DpEvent;
import org.folkmoot.api.privacy.NeighboringRelation;
import org.folkmoot.api.privacy.PrivacyAccountant;
import org.folkmoot.api.privacy.PrivacyUnit;
import org.folkmoot.api.privacy.PrivateRelease;
import org.folkmoot.privacy.pld.PldAccountant;

class AccountingLawsTest {
    private static final double SLACK = 2e-4;
    private static final List<PrivacyAccountant> BOUNDS = List.of(PldAccountant.create(), RdpAccountant.create());

    @Property(tries = 15)
    void moreRoundsMoreUnitsOrLessNoiseNeverCostLess(
            @ForAll @Scale(4) @DoubleRange(min = 0.001, max = 0.4) double rate,
            @ForAll @Scale(4) @DoubleRange(min = 0.6, max = 6) double z,
            @ForAll @IntRange(min = 1, max = 2000) int rounds) {
        for (PrivacyAccountant bound : BOUNDS) {
            double epsilon = epsilon(bound, sampled(rate, z).times(rounds), 1e-6);

            assertThat(epsilon(bound, sampled(rate, z).times(rounds * 2L), 1e-6))
                    .isGreaterThanOrEqualTo(epsilon - SLACK);
            assertThat(epsilon(bound, sampled(rate * 1.5, z).times(rounds), 1e-6))
                    .isGreaterThanOrEqualTo(epsilon - SLACK);
            assertThat(epsilon(bound, sampled(rate, z * 0.8).times(rounds), 1e-6))
                    .isGreaterThanOrEqualTo(epsilon - SLACK);
            assertThat(epsilon(bound, sampled(rate, z).times(rounds), 1e-7)).isGreaterThanOrEqualTo(epsilon - SLACK);
        }
    }

    @Property(tries = 15)
    void lossDistributionsAreNeverLooserThanRenyi(
            @ForAll @Scale(4) @DoubleRange(min = 0.001, max = 0.5) double rate,
            @ForAll @Scale(4) @DoubleRange(min = 0.5, max = 5) double z,
            @ForAll @IntRange(min = 1, max = 3000) int rounds,
            @ForAll @IntRange(min = 2, max = 18) int digits) {
        DpEvent event = sampled(rate, z).times(rounds);
        double delta = Math.pow(10, -digits);

        double pld = epsilon(PldAccountant.create(), event, delta);

        assertThat(pld).isFinite().isLessThanOrEqualTo(epsilon(RdpAccountant.create(), event, delta) + 1e-9 + SLACK);
    }

    @Property(tries = 10)
    void theOrderOfEventsDoesNotMatter(@ForAll long seed) {
        List<DpEvent> events = new ArrayList<>(List.of(
                sampled(0.01, 1).times(50),
                new DpEvent.Gaussian(9),
                new DpEvent.Laplace(20),
                sampled(0.05, 2).times(7)));
        DpEvent sorted = new DpEvent.Composed(events);
        Collections.shuffle(events, new Random(seed));
        for (PrivacyAccountant bound : BOUNDS) {
            assertThat(epsilon(bound, new DpEvent.Composed(events), 1e-6))
                    .isCloseTo(epsilon(bound, sorted, 1e-6), within(1e-9));
        }
    }

    @Property(tries = 10)
    void manyTimesIsAsOftenOnce(@ForAll @IntRange(min = 1, max = 40) int count) {
        DpEvent event = sampled(0.02, 1.1);
        DpEvent listed = new DpEvent.Composed(Collections.nCopies(count, event));
        for (PrivacyAccountant bound : BOUNDS) {
            assertThat(epsilon(bound, listed, 1e-5)).isCloseTo(epsilon(bound, event.times(count), 1e-5), within(1e-9));
        }
    }

    @Property(tries = 15)
    void allTakingPartIsTheGaussianMechanism(
            @ForAll @Scale(4) @DoubleRange(min = 0.5, max = 20) double z,
            @ForAll @IntRange(min = 1, max = 50) int rounds) {
        DpEvent gaussian = new DpEvent.Gaussian(z).times(rounds);
        double exact = epsilon(GaussianAccountant.create(), gaussian, 1e-6);

        double pld = epsilon(PldAccountant.create(), sampled(1, z).times(rounds), 1e-6);

        assertThat(pld).isBetween(exact - 1e-9, exact + 1e-4);
        assertThat(epsilon(RdpAccountant.create(), gaussian, 1e-6)).isGreaterThanOrEqualTo(exact);
        assertThat(epsilon(ZcdpAccountant.create(), gaussian, 1e-6)).isGreaterThanOrEqualTo(exact);
    }

    @Property(tries = 15)
    void deltaAndEpsilonAreInverse(
            @ForAll @Scale(4) @DoubleRange(min = 0.01, max = 0.3) double rate,
            @ForAll @Scale(4) @DoubleRange(min = 0.7, max = 3) double z) {
        PrivateRelease release = release(sampled(rate, z).times(100));
        for (PrivacyAccountant bound : List.of(PldAccountant.create(), BestOfAccountant.create())) {
            double epsilon = bound.epsilon(release, 1e-6).epsilon();

            assertThat(bound.delta(release, epsilon)).isBetween(0.98e-6, 1.02e-6);
        }
    }

    private static double epsilon(PrivacyAccountant accountant, DpEvent event, double delta) {
        return accountant.epsilon(release(event), delta).epsilon();
    }

    private static PrivateRelease release(DpEvent event) {
        return new PrivateRelease(PrivacyUnit.CLIENT, NeighboringRelation.ADD_OR_REMOVE_ONE, event);
    }

    private static DpEvent sampled(double rate, double z) {
        return new DpEvent.PoissonSampled(Math.min(1, rate), new DpEvent.Gaussian(z));
    }
}
