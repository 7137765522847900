package org.folkmoot.aggregation.robust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.folkmoot.aggregation.RobustVectors;
import org.folkmoot.api.aggregation.SetAggregator;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.testkit.aggregation.PlainUpdates;
import org.folkmoot.testkit.aggregation.SetAggregatorContract;
import org.junit.jupiter.api.Test;

final class BulyanTest implements SetAggregatorContract {
    @Override
    public SetAggregator aggregator() {
        return Bulyan.tolerating(2);
    }

    /** In the last selections, two updates that are each other's nearest have the same score. */
    @Override
    public boolean ranksDecideTies() {
        return true;
    }

    @Override
    public int tolerated() {
        return 2;
    }

    @Override
    public double reach(double diameter, double longest) {
        return diameter;
    }

    @Test
    void givesTheKnownAnswers() throws Exception {
        RobustVectors.verify("bulyan", 3, given -> Bulyan.tolerating(RobustVectors.count(given, "f")));
    }

    @Test
    void asksForFourFAndThree() {
        assertThat(Bulyan.tolerating(2).fewestUpdates()).isEqualTo(11);
    }

    /**
     * Selection goes one by one: with the best taken away, scores change. Taking the best at once, as Flower's newer Bulyan
     * does, would select others here.
     */
    @Test
    void selectsOneAfterTheOther() {
        int differing = 0;
        for (int seed = 0; seed < 20; seed++) {
            PlainUpdates updates =
                    PlainUpdates.random(ParameterLayout.flat(ElementType.FLOAT64, 3), 11, 1, new Random(seed));
            int[] selected = Bulyan.tolerating(2).plan(updates).ranks().orElseThrow();
            assertThat(selected).hasSize(7).isSorted();
            KrumScores scores = new KrumScores(updates, 2);
            int[] atOnce = Arrays.copyOf(scores.ordered(scores.all()), 7);
            Arrays.sort(atOnce);
            differing += Arrays.equals(selected, atOnce) ? 0 : 1;
        }
        assertThat(differing).isPositive();
    }
}
