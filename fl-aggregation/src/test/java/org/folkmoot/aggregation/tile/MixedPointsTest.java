package org.folkmoot.aggregation.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.folkmoot.api.aggregation.AggregationPlan;
import org.folkmoot.api.aggregation.Mixing;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.testkit.aggregation.PlainUpdates;
import org.junit.jupiter.api.Test;

final class MixedPointsTest {
    private static final ParameterLayout LAYOUT = ParameterLayout.flat(ElementType.FLOAT64, 40);

    @Property(tries = 100)
    void distancesAreThoseOfWhatComesOut(@ForAll long seed) {
        Random random = new Random(seed);
        PlainUpdates before = PlainUpdates.random(LAYOUT, 2 + random.nextInt(6), 1, random);
        Mixing mixing = someMixing(before.clients(), random);
        Points mixed = MixedPoints.of(HeapRows.ranked(list(before), 1), mixing);
        PlainUpdates after = PlainUpdates.of(outputs(mixed));
        // Squares of up to 40 elements below 6 each, in sums of up to 64 terms.
        double tolerance = 40 * 36 * 64 * 0x1p-52;
        for (int i = 0; i < mixed.clients(); i++) {
            assertThat(mixed.squaredNorm(i)).isCloseTo(after.squaredNorm(i), within(tolerance));
            assertThat(mixed.products(before.update(0))[i])
                    .isCloseTo(after.products(before.update(0))[i], within(tolerance));
            for (int k = 0; k < mixed.clients(); k++) {
                assertThat(mixed.squaredDistance(i, k)).isCloseTo(after.squaredDistance(i, k), within(tolerance));
                assertThat(mixed.product(i, k)).isCloseTo(after.product(i, k), within(tolerance));
                assertThat(mixed.products(i)[k]).isEqualTo(mixed.product(i, k));
            }
        }
    }

    private static Mixing someMixing(int inputs, Random random) {
        double[][] rows = new double[1 + random.nextInt(5)][inputs];
        for (double[] row : rows) {
            for (int k = 0; k < inputs; k++) {
                row[k] = random.nextBoolean() ? 0 : random.nextDouble() / inputs;
            }
        }
        return Mixing.of(rows);
    }

    private static List<ParameterVector> outputs(Points points) {
        Points.MovableTile tile = points.tile(points.parameters());
        tile.moveTo(0, points.parameters());
        List<ParameterVector> rows = new ArrayList<>();
        for (int i = 0; i < points.clients(); i++) {
            double[] row = new double[points.parameters()];
            tile.copyRow(i, row);
            rows.add(ParameterVector.of(LAYOUT, row));
        }
        return rows;
    }

    /** Through two filters, a combination of outputs is a combination of inputs. */
    @Property(tries = 50)
    void combinationsAreThoseOfWhatComesOut(@ForAll long seed) {
        Random random = new Random(seed);
        PlainUpdates before = PlainUpdates.random(LAYOUT, 2 + random.nextInt(6), 1, random);
        Points once = MixedPoints.of(HeapRows.ranked(list(before), 1), someMixing(before.clients(), random));
        Points twice = MixedPoints.of(once, someMixing(once.clients(), random));
        double[] coefficients = random.doubles(twice.clients(), -1, 1).toArray();
        PlainUpdates after = PlainUpdates.of(outputs(twice));
        AggregationPlan plan = AggregationPlan.combination(coefficients);
        // Sums of up to 5 * 5 * 7 terms below 6.
        assertThat(TileRun.run(twice, plan, new Workers(1)))
                .containsExactly(after.aggregate(plan, 40), within(175 * 6 * 0x1p-52));
    }

    @Test
    void whatAllHaveInCommonDoesNotBlurDistances() {
        double[] far = new double[40];
        double[] farther = new double[40];
        java.util.Arrays.fill(far, 1e6);
        java.util.Arrays.fill(farther, 1e6 + 1e-3);
        Points base = HeapRows.ranked(List.of(ParameterVector.of(LAYOUT, far), ParameterVector.of(LAYOUT, farther)), 1);
        Points halved = MixedPoints.of(base, Mixing.of(new double[][] {{1, 0}, {0.5, 0.5}}));
        // 40 (0.5e-3)^2; 1e6 + 1e-3 is off by up to 2^-34.
        assertThat(halved.squaredDistance(0, 1)).isCloseTo(1e-5, within(1e-11));
    }

    @Test
    void oneInputScaledNeedsNoDistances() {
        PlainUpdates before = PlainUpdates.random(LAYOUT, 3, 1, new Random(1));
        Points mixed = MixedPoints.of(HeapRows.ranked(list(before), 1), Mixing.scaling(0.5, 1, 0));
        Points base = HeapRows.ranked(list(before), 1);
        assertThat(mixed.squaredNorm(0)).isEqualTo(0.25 * base.squaredNorm(0));
        assertThat(mixed.squaredNorm(1)).isEqualTo(base.squaredNorm(1));
        assertThat(mixed.squaredNorm(2)).isZero();
    }

    @Test
    void whoIsScaledIsStillKnownAndWhoIsMixedIsNot() {
        Points base = HeapRows.ranked(list(PlainUpdates.random(LAYOUT, 2, 1, new Random(1))), 1);
        assertThat(MixedPoints.of(base, Mixing.scaling(0.5, 1)).rankOf(PlainUpdates.pseudonym(1)))
                .isEqualTo(1);
        assertThat(MixedPoints.of(base, Mixing.of(new double[][] {{0.5, 0.5}})).rankOf(PlainUpdates.pseudonym(1)))
                .isEqualTo(-1);
    }

    @Test
    void refusesAMixingOfOtherUpdates() {
        Points base = HeapRows.ranked(list(PlainUpdates.random(LAYOUT, 2, 1, new Random(1))), 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MixedPoints.of(base, Mixing.scaling(1, 1, 1)))
                .withMessage("mixing: of 3 updates (expected: 2)");
    }

    private static List<ParameterVector> list(PlainUpdates plain) {
        return IntStream.range(0, plain.clients()).mapToObj(plain::update).toList();
    }
}
