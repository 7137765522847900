package org.folkmoot.aggregation.robust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.folkmoot.aggregation.RobustVectors;
import org.folkmoot.aggregation.robust.GeometricMedian.Start;
import org.folkmoot.api.aggregation.SetAggregator;
import org.folkmoot.testkit.aggregation.PlainUpdates;
import org.folkmoot.testkit.aggregation.SetAggregatorContract;
import org.junit.jupiter.api.Test;

final class GeometricMedianTest implements SetAggregatorContract {
    @Override
    public SetAggregator aggregator() {
        return GeometricMedian.defaults();
    }

    @Override
    public double reach(double diameter, double longest) {
        return 4 * (diameter + longest);
    }

    @Test
    void givesTheKnownAnswers() throws Exception {
        RobustVectors.verify(
                "geometric_median_smoothed",
                5,
                given -> GeometricMedian.defaults()
                        .smoothing(RobustVectors.real(given, "nu"))
                        .iterations(RobustVectors.count(given, "T")));
        RobustVectors.verifyLarge(
                "geometric_median_smoothed",
                2,
                given -> GeometricMedian.defaults()
                        .smoothing(RobustVectors.real(given, "nu"))
                        .iterations(RobustVectors.count(given, "T")));
    }

    /** A loop that starts each step at the last result alone ends on one client (OpenFL, FedML). */
    @Test
    void doesNotCollapseOntoOneClient() {
        PlainUpdates updates = PlainUpdates.of(
                List.of(RobustVectors.vector(0, 0), RobustVectors.vector(4, 0), RobustVectors.vector(2, 3)));
        double[] median =
                updates.aggregate(GeometricMedian.defaults().iterations(200).plan(updates), 2);
        // Fermat's point of this triangle: seen from it, each two corners are 120 degrees apart.
        assertThat(median[0]).isCloseTo(2, within(1e-9));
        assertThat(median[1]).isCloseTo(2 / Math.sqrt(3), within(1e-9));
    }

    @Test
    void startsFromTheMeanWhereToldTo() {
        PlainUpdates updates =
                PlainUpdates.of(List.of(RobustVectors.vector(5), RobustVectors.vector(6), RobustVectors.vector(10)));
        double[] median = updates.aggregate(
                GeometricMedian.defaults().start(Start.MEAN).iterations(1).plan(updates), 1);
        // Weights 1/2, 1, 1/3 around the mean 7.
        assertThat(median[0]).isCloseTo((2.5 + 6 + 10 / 3.0) / (11 / 6.0), within(1e-12));
    }

    @Test
    void clientsOfEqualWeightAllCount() {
        PlainUpdates updates = PlainUpdates.of(List.of(
                RobustVectors.vector(1), RobustVectors.vector(1), RobustVectors.vector(1), RobustVectors.vector(9)));
        // Each step leaves a third of the distance to the three.
        assertThat(updates.aggregate(GeometricMedian.defaults().plan(updates), 1)[0])
                .isCloseTo(1, within(1e-3));
    }

    @Test
    void refusesSmoothingThatHasNoInverseAndStepsWithoutEnd() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GeometricMedian.defaults().smoothing(1e-320))
                .withMessageContaining("smoothing: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GeometricMedian.defaults().iterations(Integer.MAX_VALUE))
                .withMessageContaining("iterations: 2147483647 (expected: 1 to 10000)");
    }
}
