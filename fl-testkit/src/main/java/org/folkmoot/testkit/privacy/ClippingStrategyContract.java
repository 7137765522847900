package org.folkmoot.testkit.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.privacy.ClippedUpdate;
import org.folkmoot.api.privacy.ClippingStrategy;
import org.junit.jupiter.api.Test;

/** What every {@link ClippingStrategy} keeps to; implement {@link #strategy} in its test class. */
public interface ClippingStrategyContract {
    /** {@return the strategy of this test} */
    ClippingStrategy strategy();

    /** Whatever comes, what is left is within the bound in exact arithmetic. */
    @Test
    default void keepsTheBoundExactly() {
        ClippingStrategy strategy = strategy();
        Random random = new Random(7);
        for (ElementType type : ElementType.values()) {
            for (int size : new int[] {1, 2, 3, 10, 1000}) {
                for (double scale : new double[] {1e-30, 1e-3, 1, 1e3, 1e30}) {
                    double[] values = random.doubles(size, -scale, scale).toArray();
                    ClippedUpdate clipped = strategy.clip(ParameterVector.of(ParameterLayout.flat(type, size), values));

                    assertThat(squaredNorm(clipped.update()))
                            .isLessThanOrEqualTo(new BigDecimal(strategy.bound()).pow(2));
                }
            }
        }
    }

    /** What is within the bound stays as it is, zeros among it. */
    @Test
    default void leavesWhatIsWithinTheBound() {
        ClippingStrategy strategy = strategy();
        ParameterVector zeros = ParameterVector.zeros(ParameterLayout.flat(ElementType.FLOAT64, 4));
        ParameterVector small = ParameterVector.of(zeros.layout(), new double[] {strategy.bound() / 3, 0, 0, 0});

        assertThat(strategy.clip(zeros).update()).isEqualTo(zeros);
        assertThat(strategy.clip(zeros).isWithin()).isTrue();
        assertThat(strategy.clip(small).update()).isEqualTo(small);
    }

    /** An update that holds no number counts as zeros, and not as within the bound. */
    @Test
    default void zeroesWhatIsNoNumber() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            ParameterVector update =
                    ParameterVector.of(ParameterLayout.flat(ElementType.FLOAT64, 3), new double[] {0, bad, 1});

            ClippedUpdate clipped = strategy().clip(update);

            assertThat(clipped.outcome()).isEqualTo(ClippedUpdate.Outcome.ZEROED);
            assertThat(clipped.isWithin()).isFalse();
            assertThat(clipped.update()).isEqualTo(ParameterVector.zeros(update.layout()));
        }
    }

    private static BigDecimal squaredNorm(ParameterVector vector) {
        BigDecimal sum = BigDecimal.ZERO;
        for (double value : vector.toDoubleArray()) {
            sum = sum.add(new BigDecimal(value).pow(2));
        }
        return sum;
    }
}
