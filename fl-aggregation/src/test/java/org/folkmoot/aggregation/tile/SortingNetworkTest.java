package org.folkmoot.aggregation.tile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class SortingNetworkTest {
    /** A network that sorts all zeros and ones sorts all values (Knuth 5.3.4, Theorem Z). */
    @Test
    void sortsAllZerosAndOnes() {
        for (int n = 1; n <= 13; n++) {
            float[][] rows = new float[n][1 << n];
            for (int j = 0; j < 1 << n; j++) {
                for (int i = 0; i < n; i++) {
                    rows[i][j] = j >> i & 1;
                }
            }
            SortingNetwork.of(n, 0, n).sort(rows, 1 << n);
            for (int j = 0; j < 1 << n; j++) {
                for (int i = 1; i < n; i++) {
                    assertThat(rows[i][j]).as("%d values", n).isGreaterThanOrEqualTo(rows[i - 1][j]);
                }
            }
        }
    }

    @Property(tries = 200)
    void findsTheValuesOfThePlacesAskedFor(
            @ForAll @IntRange(min = 1, max = 140) int n, @ForAll long seed, @ForAll boolean wide) {
        Random random = new Random(seed);
        int width = wide ? 40 : 3;
        int from = random.nextInt(n);
        int to = from + 1 + random.nextInt(n - from);
        double[][] doubles = new double[n][width];
        float[][] floats = new float[n][width];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < width; j++) {
                floats[i][j] = value(random);
                doubles[i][j] = floats[i][j];
            }
        }
        double[][] expected = sortedColumns(doubles);
        SortingNetwork network = SortingNetwork.of(n, from, to);
        network.sort(doubles, width);
        network.sort(floats, width);
        for (int i = from; i < to; i++) {
            for (int j = 0; j < width; j++) {
                assertThat(Double.doubleToRawLongBits(doubles[i][j]))
                        .isEqualTo(Double.doubleToRawLongBits(expected[i][j]));
                assertThat(Double.doubleToRawLongBits(floats[i][j]))
                        .isEqualTo(Double.doubleToRawLongBits(expected[i][j]));
            }
        }
    }

    /** Some repeat, and both zeros are among them. */
    private static float value(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> 0.0f;
            case 1 -> -0.0f;
            case 2 -> random.nextInt(5) - 2;
            default -> (float) random.nextGaussian();
        };
    }

    private static double[][] sortedColumns(double[][] rows) {
        double[][] sorted = new double[rows.length][rows[0].length];
        for (int j = 0; j < rows[0].length; j++) {
            double[] column = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                column[i] = rows[i][j];
            }
            Arrays.sort(column);
            for (int i = 0; i < rows.length; i++) {
                sorted[i][j] = column[i];
            }
        }
        return sorted;
    }

    @Test
    void leavesOutWhatDecidesNothing() {
        int all = SortingNetwork.of(100, 0, 100).exchanges();
        assertThat(SortingNetwork.of(100, 49, 51).exchanges()).isLessThan(all);
        assertThat(SortingNetwork.of(100, 0, 1).exchanges()).isEqualTo(99);
    }

    @Test
    void saysWhichPlacesItFinds() {
        SortingNetwork network = SortingNetwork.of(9, 2, 7);
        assertThat(network.finds(3, 7)).isTrue();
        assertThat(network.finds(1, 3)).isFalse();
        assertThat(network.finds(3, 8)).isFalse();
    }
}
