package org.folkmoot.privacy.pld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.folkmoot.privacy.Vectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The two directions between neighbours differ, and the worse one counts. */
class PldDirectionsTest {
    private static final double STEP = 1e-4;

    @TestFactory
    Stream<DynamicTest> givesTheKnownAnswerInEachDirection() {
        return Vectors.rows().stream()
                .filter(row -> row.mechanism().endsWith("only"))
                .map(row -> DynamicTest.dynamicTest(row.id() + " " + row.mechanism(), () -> {
                    double rate = row.number("q");
                    double z = row.number("noise_multiplier");
                    LossSource source = row.mechanism().contains("REMOVE")
                            ? NormalPair.removing(rate, z)
                            : NormalPair.adding(rate, z);

                    double epsilon = sum(source, (long) row.number("rounds"))
                            .epsilon(row.deltaValue())
                            .value();

                    assertThat(epsilon).isCloseTo(row.expectedValue(), within(1e-6));
                }));
    }

    @Test
    void neverFallsBelowAFinerGrid() {
        double fine = new LossSum(
                        List.of(new LossSum.Part(NormalPair.adding(0.2, 0.5).on(STEP / 64, -70), 3)))
                .epsilon(0.01)
                .value();

        assertThat(sum(NormalPair.adding(0.2, 0.5), 3).epsilon(0.01).value()).isBetween(fine, fine + 1e-6);
    }

    @Test
    void masksNothingInEitherDirection() {
        for (LossSource source : List.of(NormalPair.removing(0.01, 1), NormalPair.adding(0.01, 1))) {
            LossDistribution loss = source.on(STEP, -60);
            double sum = loss.atInfinity();
            double other = 0;
            for (int i = loss.first(); i <= loss.last(); i++) {
                sum += loss.mass(i);
                other += loss.mass(i) * Math.exp(-i * STEP);
            }

            assertThat(sum).isCloseTo(1, within(1e-12));
            assertThat(other).isCloseTo(1, within(1e-9));
        }
    }

    static LossSum sum(LossSource source, long count) {
        return new LossSum(List.of(new LossSum.Part(source.on(STEP, -70), count)));
    }
}
