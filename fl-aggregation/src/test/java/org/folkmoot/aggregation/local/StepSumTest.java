package org.folkmoot.aggregation.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;

/** Against the closed forms of Wang et al. 2020, which are for momentum alone and for a pull alone. */
final class StepSumTest {
    @Property
    void isTheNumberOfStepsOfPlainDescent(@ForAll @LongRange(min = 1, max = 1_000_000) long steps) {
        assertThat(StepSum.of(steps, 0, 0)).isEqualTo((double) steps);
    }

    @Property(tries = 200)
    void countsWhatMomentumCarriesOn(
            @ForAll @LongRange(min = 1, max = 300) long steps,
            @ForAll @DoubleRange(min = 0.01, max = 0.95) double rho) {
        double closed = (steps - rho * (1 - Math.pow(rho, (double) steps)) / (1 - rho)) / (1 - rho);
        assertThat(StepSum.of(steps, rho, 0)).isCloseTo(closed, within(1e-9 * closed));
    }

    @Property(tries = 200)
    void takesBackWhatThePullDoes(
            @ForAll @LongRange(min = 1, max = 300) long steps,
            @ForAll @DoubleRange(min = 0.01, max = 0.9) double pull) {
        double closed = (1 - Math.pow(1 - pull, (double) steps)) / pull;
        assertThat(StepSum.of(steps, 0, pull)).isCloseTo(closed, within(1e-9 * closed));
    }

    @Property(tries = 200)
    void isNeverBelowOne(
            @ForAll @LongRange(min = 1, max = 300) long steps,
            @ForAll @DoubleRange(min = 0, max = 0.95) double rho,
            @ForAll @DoubleRange(min = 0, max = 2) double pull) {
        assertThat(StepSum.of(steps, rho, pull)).isGreaterThanOrEqualTo(1);
    }
}
