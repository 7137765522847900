package org.folkmoot.privacy.pld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RealSpectrumTest {
    @Property(tries = 40)
    void powersAreRepeatedCircularConvolutions(
            @ForAll @IntRange(min = 1, max = 13) int logLength,
            @ForAll @IntRange(min = 1, max = 5) int power,
            @ForAll long seed) {
        int n = 1 << logLength;
        double[] values = new double[n];
        Random random = new Random(seed);
        for (int i = 0; i < Math.min(n, 20); i++) {
            values[random.nextInt(n)] += random.nextDouble() / 20;
        }
        RealSpectrum spectrum = RealSpectrum.of(values);
        spectrum.power(power);

        double[] actual = spectrum.toValues();

        double[] expected = values;
        for (int i = 1; i < power; i++) {
            expected = convolved(expected, values);
        }
        for (int i = 0; i < n; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(1e-14));
        }
    }

    private static double[] convolved(double[] a, double[] b) {
        double[] sum = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; a[i] != 0 && j < b.length; j++) {
                sum[(i + j) & (a.length - 1)] += a[i] * b[j];
            }
        }
        return sum;
    }
}
