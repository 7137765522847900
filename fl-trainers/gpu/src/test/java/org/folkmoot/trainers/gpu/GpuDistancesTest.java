package org.folkmoot.trainers.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.folkmoot.trainers.cuda.Gpu;
import org.folkmoot.trainers.cuda.GpuException;
import org.folkmoot.trainers.cuda.StandInDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GpuDistancesTest {
    private StandInDriver driver;

    @BeforeEach
    void freshCard() {
        driver = StandInDriver.get();
    }

    @AfterEach
    void everythingWasGivenBack() {
        assertThat(StandInDriver.get().leftOver()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, 10", "2, 1", "7, 300", "128, 256", "129, 257", "130, 1000", "300, 130"})
    void addsInItsFixedOrder(int n, int d) throws Exception {
        float[][] rows = Updates.random(n * 31L + d, n, d, 40);

        PairwiseDistances distances;
        try (Gpu gpu = driver.open()) {
            distances = GpuDistances.on(gpu).of(UpdateMatrix.of(rows));
        }

        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                assertThat(distances.squared(i, j)).isEqualTo(Updates.asOnCard(rows[i], rows[j]));
            }
        }
    }

    @Test
    void doesNotDependOnHowMuchMemoryItMayUse() throws Exception {
        UpdateMatrix updates = UpdateMatrix.of(Updates.random(1, 9, 3000, 40));
        try (Gpu gpu = driver.open()) {
            PairwiseDistances whole = GpuDistances.on(gpu).of(updates);
            gpu.limitMemory(600_000);
            PairwiseDistances inTiles = GpuDistances.on(gpu).of(updates);

            for (int i = 0; i < 9; i++) {
                for (int j = 0; j < 9; j++) {
                    assertThat(inTiles.squared(i, j)).isEqualTo(whole.squared(i, j));
                }
            }
        }
    }

    @Test
    void lieWithinTheirBoundsOfTheTruth() throws Exception {
        float[][] rows = Updates.random(5, 12, 2000, 60);
        try (Gpu gpu = driver.open()) {
            PairwiseDistances distances = GpuDistances.on(gpu).of(UpdateMatrix.of(rows));

            for (int i = 0; i < 12; i++) {
                for (int j = 0; j < i; j++) {
                    double truth = Updates.squaredDistance(rows[i], rows[j]).doubleValue();
                    assertThat(Math.abs(distances.squared(i, j) - truth)).isLessThanOrEqualTo(distances.bound(i, j));
                    assertThat(distances.bound(i, j)).isLessThan(truth * 2e-5);
                }
            }
        }
    }

    @Test
    void areZeroWithoutParameters() throws Exception {
        try (Gpu gpu = driver.open()) {
            assertThat(GpuDistances.on(gpu)
                            .of(UpdateMatrix.of(new float[0], new float[0]))
                            .squared(0, 1))
                    .isZero();
        }
    }

    @Test
    void haveAnInfiniteBoundWhereTheyOverflow() throws Exception {
        try (Gpu gpu = driver.open()) {
            PairwiseDistances distances =
                    GpuDistances.on(gpu).of(UpdateMatrix.of(new float[] {3e38f}, new float[] {-3e38f}));

            assertThat(distances.squared(0, 1)).isInfinite();
            assertThat(distances.bound(0, 1)).isInfinite();
        }
    }

    @Test
    void refuseMoreUpdatesThanTheyTake() throws Exception {
        try (Gpu gpu = driver.open()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> GpuDistances.on(gpu).of(UpdateMatrix.of(new float[4097][1])))
                    .withMessage("updates: 4097 (expected: in [1, 4096])");
        }
    }

    @Test
    void giveMemoryBackWhenTheyFail() throws Exception {
        UpdateMatrix updates = UpdateMatrix.of(Updates.random(1, 9, 3000, 0));
        try (Gpu gpu = driver.open()) {
            driver.fail("cuMemAlloc_v2", 2, 2);
            assertThatExceptionOfType(GpuException.class)
                    .isThrownBy(() -> GpuDistances.on(gpu).of(updates))
                    .matches(GpuException::isOutOfMemory);

            assertThat(gpu.freeMemory()).isEqualTo(64 << 20);
            assertThat(GpuDistances.on(gpu).of(updates).updates()).isEqualTo(9);
        }
    }
}
