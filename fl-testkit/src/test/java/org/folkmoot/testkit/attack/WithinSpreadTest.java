package org.folkmoot.testkit.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.folkmoot.api.model.ParameterVector;

final class WithinSpreadTest {
    @Property(tries = 100)
    void isNoFurtherFromAnyThanTheFurthestPair(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 9) int n, @ForAll Deviation deviation) {
        List<ParameterVector> honest = Updates.normal(seed, n, 5);
        double reached = largest(forged(WithinSpread.minMax(deviation), honest), honest);
        double allowed =
                honest.stream().mapToDouble(each -> largest(each, honest)).max().orElseThrow();
        assertThat(reached).isLessThanOrEqualTo(allowed);
        assertThat(reached).as("near the bound").isGreaterThan(0.9999 * allowed);
    }

    @Property(tries = 100)
    void isInSumNoFurtherThanTheMostCentral(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 9) int n, @ForAll Deviation deviation) {
        List<ParameterVector> honest = Updates.normal(seed, n, 5);
        double reached = sum(forged(WithinSpread.minSum(deviation), honest), honest);
        double allowed =
                honest.stream().mapToDouble(each -> sum(each, honest)).min().orElseThrow();
        assertThat(reached).isLessThanOrEqualTo(allowed);
        assertThat(reached).as("near the bound").isGreaterThan(0.9999 * allowed);
    }

    private static ParameterVector forged(UpdateAttack attack, List<ParameterVector> honest) {
        return attack.forge(AttackerView.of(honest, 1), Updates.chance(0)).get(0);
    }

    private static double largest(ParameterVector from, List<ParameterVector> updates) {
        return updates.stream().mapToDouble(squaredDistance(from)).max().orElseThrow();
    }

    private static double sum(ParameterVector from, List<ParameterVector> updates) {
        double sum = 0;
        for (ParameterVector update : updates) {
            sum += squaredDistance(from).applyAsDouble(update);
        }
        return sum;
    }

    private static ToDoubleFunction<ParameterVector> squaredDistance(ParameterVector from) {
        return to -> HonestStatistics.squaredDistance(from.toDoubleArray(), to);
    }
}
