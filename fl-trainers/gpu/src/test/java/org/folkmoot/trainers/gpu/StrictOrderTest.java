package org.folkmoot.trainers.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class StrictOrderTest {
    @Property(tries = 60)
    void agreesWithSortingEachColumn(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 300) int n,
            @ForAll @IntRange(min = 1, max = 600) int d,
            @ForAll @IntRange(max = 149) int cut) {
        float[][] rows = Updates.random(seed, n, d, 30);
        int kept = Math.min(cut, (n - 1) / 2);

        double[] medians = StrictOrder.of(OrderStatistic.median(), UpdateMatrix.of(rows));
        double[] means = StrictOrder.of(OrderStatistic.trimmedMean(kept), UpdateMatrix.of(rows));

        for (int c = 0; c < d; c += 1 + d / 7) {
            double[] column = sorted(rows, c);
            double sum = 0;
            for (int i = kept; i < n - kept; i++) {
                sum += column[i];
            }
            assertThat(means[c]).isEqualTo(sum / (n - 2 * kept));
            assertThat(medians[c]).isEqualTo(column[(n - 1) / 2] / 2 + column[n / 2] / 2);
        }
    }

    @Test
    void agreesWithSortingEachColumnOfManyUpdates() {
        float[][] rows = Updates.random(1, 1100, 3, 30);

        double[] medians = StrictOrder.of(OrderStatistic.median(), UpdateMatrix.of(rows));

        for (int c = 0; c < 3; c++) {
            double[] column = sorted(rows, c);
            assertThat(medians[c]).isEqualTo(column[549] / 2 + column[550] / 2);
        }
    }

    private static double[] sorted(float[][] rows, int column) {
        return Arrays.stream(rows).mapToDouble(row -> row[column]).sorted().toArray();
    }

    @Test
    void ordersWhateverBitsThereAre() {
        float negativeNaN = Float.intBitsToFloat(0xffc00000);
        float[] values = {Float.NaN, 0f, -0f, Float.POSITIVE_INFINITY, negativeNaN, Float.NEGATIVE_INFINITY, 1f};
        float[] inOrder = {negativeNaN, Float.NEGATIVE_INFINITY, -0f, 0f, 1f, Float.POSITIVE_INFINITY, Float.NaN};
        int[] keys = new int[values.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = OrderStatistic.key(values[i]);
        }
        Arrays.sort(keys);

        for (int i = 0; i < keys.length; i++) {
            assertThat(Float.floatToRawIntBits(OrderStatistic.value(keys[i])))
                    .isEqualTo(Float.floatToRawIntBits(inOrder[i]));
        }
    }

    @Test
    void oneWildValueDoesNotMoveTheMedian() {
        UpdateMatrix updates = UpdateMatrix.of(new float[] {1}, new float[] {Float.NaN}, new float[] {2});

        assertThat(StrictOrder.of(OrderStatistic.median(), updates)).containsExactly(2);
    }

    @Test
    void refusesToCutAwayEverything() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        StrictOrder.of(OrderStatistic.trimmedMean(1), UpdateMatrix.of(new float[1], new float[1])))
                .withMessage("updates: 2 (expected: >= 3)");
        assertThatIllegalArgumentException().isThrownBy(() -> OrderStatistic.trimmedMean(-1));
    }
}
