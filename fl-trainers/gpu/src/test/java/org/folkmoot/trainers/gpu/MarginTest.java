package org.folkmoot.trainers.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class MarginTest {
    @Property(tries = 300)
    void certainChoicesAreThoseOfAnyValuesWithinTheIntervals(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int n, @ForAll @IntRange(max = 8) int count) {
        RandomGenerator random = new Random(seed);
        double[] lower = new double[n];
        double[] upper = new double[n];
        double[] within = new double[n];
        for (int i = 0; i < n; i++) {
            lower[i] = random.nextInt(10);
            upper[i] = lower[i] + random.nextInt(3);
            within[i] = random.nextBoolean() ? lower[i] : upper[i];
        }

        Margin.Choice choice = Margin.least(lower, upper, count);

        if (choice.certain()) {
            assertThat(choice.chosen()).containsExactly(Margin.least(within, count));
        }
    }

    @Test
    void aTouchIsNoMargin() {
        double[] lower = {1, 2};
        double[] upper = {2, 3};

        assertThat(Margin.least(lower, upper, 1).certain()).isFalse();
    }

    @Test
    void theLeastGapIsAMargin() {
        double[] lower = {1, Math.nextUp(2.0)};
        double[] upper = {2, 3};

        assertThat(Margin.least(lower, upper, 1)).isEqualTo(new Margin.Choice(List.of(List.of(0)), true));
    }

    @Test
    void whatIsNoNumberIsNeverCertain() {
        double[] lower = {1, 0, 5};
        double[] upper = {2, Double.NaN, 6};

        assertThat(Margin.least(lower, upper, 2).certain()).isFalse();
    }

    @Test
    void choosingAllIsCertain() {
        assertThat(Margin.least(new double[] {1, 1}, new double[] {1, 1}, 2))
                .isEqualTo(new Margin.Choice(List.of(List.of(0, 1)), true));
    }

    @Test
    void tiesGoToTheLowerIndex() {
        assertThat(Margin.least(new double[] {3, 1, 1, Double.NaN, 1}, 2)).containsExactly(1, 2);
    }
}
