package org.folkmoot.trainers.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.folkmoot.trainers.cuda.Gpu;
import org.folkmoot.trainers.cuda.StandInDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GpuOrderTest {
    private StandInDriver driver;

    @BeforeEach
    void freshCard() {
        driver = StandInDriver.get();
    }

    @AfterEach
    void everythingWasGivenBack() {
        assertThat(StandInDriver.get().leftOver()).isZero();
    }

    @Test
    void hasTheStrictBitsForEveryNumberOfUpdatesThatIsSorted() throws Exception {
        try (Gpu gpu = driver.open()) {
            for (int n = 1; n <= GpuOrder.MOST_SORTED; n++) {
                UpdateMatrix updates = UpdateMatrix.of(Updates.random(n, n, 30, 30));
                requireSame(gpu, OrderStatistic.median(), updates);
                requireSame(gpu, OrderStatistic.trimmedMean((n - 1) / 5), updates);
                requireSame(gpu, OrderStatistic.trimmedMean((n - 1) / 2), updates);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {129, 130, 301})
    void hasTheStrictMediansOfMoreUpdates(int n) throws Exception {
        try (Gpu gpu = driver.open()) {
            requireSame(gpu, OrderStatistic.median(), UpdateMatrix.of(Updates.random(n, n, 40, 30)));
            requireSame(gpu, OrderStatistic.median(), UpdateMatrix.of(withTies(n, n, 40)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {129, 130, 301})
    void keepsToItsBoundForTrimmedMeansOfMoreUpdates(int n) throws Exception {
        try (Gpu gpu = driver.open()) {
            for (int cut : new int[] {0, 1, n / 5, (n - 1) / 2}) {
                requireWithin(gpu, cut, Updates.random(n, n, 40, 10));
                requireWithin(gpu, cut, withTies(n, n, 40));
            }
        }
    }

    private static void requireWithin(Gpu gpu, int cut, float[]... rows) throws Exception {
        double greatest = 0;
        for (float[] row : rows) {
            for (float value : row) {
                greatest = Math.max(greatest, Math.abs(value));
            }
        }
        UpdateMatrix updates = UpdateMatrix.of(rows);
        OrderStatistic statistic = OrderStatistic.trimmedMean(cut);
        double[] strict = StrictOrder.of(statistic, updates);
        double[] ahead = GpuOrder.on(gpu).of(statistic, updates);
        double bound = GpuOrder.trimmedMeanBound(rows.length, cut, greatest);

        assertThat(bound).isBetween(Double.MIN_VALUE, greatest * 1e-12);
        for (int c = 0; c < strict.length; c++) {
            assertThat(Math.abs(strict[c] - ahead[c])).isLessThanOrEqualTo(bound);
        }
    }

    /** {@return updates whose values are few, so that many stand at the cuts} */
    private static float[][] withTies(long seed, int n, int d) {
        Random random = new Random(seed);
        float[][] rows = new float[n][d];
        for (float[] row : rows) {
            for (int c = 0; c < d; c++) {
                row[c] = (random.nextInt(5) - 2) * 0.1f;
            }
        }
        return rows;
    }

    @Test
    void hasTheStrictBitsForValuesThatAreNoNumbers() throws Exception {
        Random random = new Random(1);
        try (Gpu gpu = driver.open()) {
            for (int n : new int[] {2, 3, 33, 100, 101, 140}) {
                float[][] rows = new float[n][50];
                for (float[] row : rows) {
                    for (int c = 0; c < row.length; c++) {
                        row[c] = Float.intBitsToFloat(random.nextInt() | (random.nextInt(3) == 0 ? 0x7f800000 : 0));
                    }
                }
                requireSame(gpu, OrderStatistic.median(), UpdateMatrix.of(rows));
            }
        }
    }

    @Test
    void doesNotDependOnHowMuchMemoryItMayUse() throws Exception {
        try (Gpu gpu = driver.open()) {
            gpu.limitMemory(100_000);
            requireSame(gpu, OrderStatistic.median(), UpdateMatrix.of(Updates.random(1, 100, 1000, 0)));
            assertThat(GpuOrder.on(gpu).of(OrderStatistic.median(), UpdateMatrix.of(new float[0])))
                    .isEmpty();
        }
    }

    private static void requireSame(Gpu gpu, OrderStatistic statistic, UpdateMatrix updates) throws Exception {
        assertThat(GpuOrder.on(gpu).of(statistic, updates))
                .as(statistic + " of " + updates.rows())
                .containsExactly(StrictOrder.of(statistic, updates));
    }
}
