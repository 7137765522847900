package org.folkmoot.testkit.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class NormalQuantileTest {
    /** Rows: share, quantile; computed with 400 digits by mpmath. */
    private static final double[][] KNOWN = {
        {1e-300, -37.0470962993612},
        {1e-30, -11.464024688443615},
        {1e-09, -5.9978070150076865},
        {0.001, -3.0902323061678136},
        {0.00135, -2.999976992703393},
        {0.1, -1.2815515655446004},
        {0.25, -0.6744897501960817},
        {0.4, -0.2533471031357997},
        {0.5000001, 2.506628273311649e-7},
        {0.6, 0.2533471031357997},
        {0.75, 0.6744897501960817},
        {0.9, 1.2815515655446006},
        {0.975, 1.9599639845400538},
        {0.999, 3.090232306167813},
        {0.9999999, 5.199337582290661},
    };

    @Test
    void givesKnownQuantiles() {
        for (double[] row : KNOWN) {
            assertThat(NormalQuantile.of(row[0]))
                    .as("%s", row[0])
                    .isCloseTo(row[1], within(1e-12 * Math.max(1, Math.abs(row[1]))));
        }
    }

    @Property(tries = 500)
    void growsAndIsAntisymmetric(@ForAll @IntRange(min = 1, max = (1 << 20) - 2) int of) {
        double share = of * 0x1p-20;
        assertThat(NormalQuantile.of(share)).isLessThan(NormalQuantile.of(share + 0x1p-20));
        assertThat(NormalQuantile.of(1 - share) + NormalQuantile.of(share)).isZero();
    }

    @Test
    void refusesSharesThatHaveNone() {
        for (double bad : new double[] {0, 1, -0.1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> NormalQuantile.of(bad))
                    .withMessage("share: " + bad + " (expected: in (0, 1))");
        }
    }
}
