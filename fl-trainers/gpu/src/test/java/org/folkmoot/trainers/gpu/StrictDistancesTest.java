package org.folkmoot.trainers.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class StrictDistancesTest {
    @Property(tries = 40)
    void addsTheSquaresOfEachPairInOrder(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int n, @ForAll @IntRange(max = 700) int d) {
        float[][] rows = Updates.random(seed, n, d, 30);

        PairwiseDistances distances = StrictDistances.of(UpdateMatrix.of(rows));

        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int c = 0; c < d; c++) {
                    double t = (double) rows[Math.min(i, j)][c] - rows[Math.max(i, j)][c];
                    sum += t * t;
                }
                assertThat(distances.squared(i, j)).isEqualTo(sum);
            }
        }
    }

    @Test
    void isExactForSmallIntegers() {
        PairwiseDistances distances =
                StrictDistances.of(UpdateMatrix.of(new float[] {0, 0}, new float[] {3, 4}, new float[] {-3, 0}));

        assertThat(distances.squared(0, 1)).isEqualTo(25);
        assertThat(distances.squared(2, 1)).isEqualTo(52);
        assertThat(distances.squared(2, 2)).isZero();
        assertThat(distances.updates()).isEqualTo(3);
    }

    @Test
    void refusesRowsOfDifferentLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UpdateMatrix.of(new float[2], new float[3]))
                .withMessage("columns: 3 (expected: 2)");
    }
}
