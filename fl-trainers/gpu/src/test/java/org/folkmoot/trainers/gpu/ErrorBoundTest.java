package org.folkmoot.trainers.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class ErrorBoundTest {
    @Property(tries = 100)
    void coversWhatTheCardComputes(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 1200) int d, @ForAll @IntRange(max = 120) int powers) {
        float[][] rows = Updates.random(seed, 2, d, powers);

        requireCovered(ErrorBound.ofCard(d), Updates.asOnCard(rows[0], rows[1]), rows);
    }

    @Property(tries = 50)
    void coversNumbersThatUnderflow(@ForAll long seed, @ForAll @IntRange(min = 1, max = 600) int d) {
        float[][] rows = Updates.random(seed, 2, d, 20);
        for (float[] row : rows) {
            for (int c = 0; c < d; c++) {
                row[c] = Math.scalb(row[c], -74);
            }
        }

        requireCovered(ErrorBound.ofCard(d), Updates.asOnCard(rows[0], rows[1]), rows);
    }

    @Property(tries = 100)
    void coversWhatTheStrictPathComputes(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 600) int d, @ForAll @IntRange(max = 250) int powers) {
        float[][] rows = Updates.random(seed, 2, d, powers);

        requireCovered(
                ErrorBound.ofStrict(d),
                StrictDistances.of(UpdateMatrix.of(rows)).squared(0, 1),
                rows);
    }

    /** All terms alike and a sum that always rounds the same way come close to the worst case. */
    @Test
    void coversRoundingThatNeverCancels() {
        int d = 256 * 40;
        float[][] rows = new float[2][d];
        for (int c = 0; c < d; c++) {
            rows[0][c] = 1 + 0x1p-12f + 0x1p-23f;
            rows[1][c] = 0x1p-24f;
        }
        double computed = Updates.asOnCard(rows[0], rows[1]);
        double error = new BigDecimal(computed)
                .subtract(Updates.squaredDistance(rows[0], rows[1]))
                .abs()
                .doubleValue();

        requireCovered(ErrorBound.ofCard(d), computed, rows);
        assertThat(error).isGreaterThan(0);
    }

    @Test
    void isAsTightAsAFewThousandRoundingsOfFloat() {
        ErrorBound bound = ErrorBound.ofCard(1_000_000);

        assertThat(bound.relative()).isBetween(258 * 0x1p-24, 259 * 0x1p-24);
        assertThat(ErrorBound.ofStrict(1_000_000).relative()).isBetween(1.1e-10, 1.2e-10);
    }

    @Test
    void isInfiniteWhereTheDistanceOverflowed() {
        assertThat(ErrorBound.ofCard(10).around(Double.POSITIVE_INFINITY)).isInfinite();
        assertThat(ErrorBound.ofCard(10).around(Double.NaN)).isInfinite();
    }

    private static void requireCovered(ErrorBound bound, double computed, float[]... rows) {
        double around = bound.around(computed);
        if (Double.isInfinite(around)) {
            assertThat(computed).isInfinite();
            return;
        }
        BigDecimal error = new BigDecimal(computed)
                .subtract(Updates.squaredDistance(rows[0], rows[1]))
                .abs();
        assertThat(error).isLessThanOrEqualTo(new BigDecimal(around));
    }
}
