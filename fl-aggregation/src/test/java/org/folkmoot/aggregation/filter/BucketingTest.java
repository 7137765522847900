package org.folkmoot.aggregation.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.folkmoot.api.aggregation.Mixing;
import org.folkmoot.api.aggregation.UpdateFilter;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.testkit.aggregation.PlainUpdates;
import org.folkmoot.testkit.aggregation.UpdateFilterContract;
import org.junit.jupiter.api.Test;

final class BucketingTest implements UpdateFilterContract {
    @Override
    public UpdateFilter filter() {
        return Bucketing.of(2);
    }

    @Property(tries = 100)
    void eachUpdateIsInOneBucket(
            @ForAll @IntRange(min = 1, max = 40) int clients, @ForAll @IntRange(min = 1, max = 9) int size) {
        PlainUpdates updates =
                PlainUpdates.random(ParameterLayout.flat(ElementType.FLOAT64, 2), clients, 1, new Random(clients));
        Mixing mixing = Bucketing.of(size).filter(updates);
        for (int k = 0; k < clients; k++) {
            int input = k;
            assertThat(IntStream.range(0, mixing.outputs()).filter(i -> mixing.coefficient(i, input) != 0))
                    .hasSize(1);
        }
        for (int i = 0; i < mixing.outputs(); i++) {
            int output = i;
            double sum = IntStream.range(0, clients)
                    .mapToDouble(k -> mixing.coefficient(output, k))
                    .sum();
            assertThat(sum).isCloseTo(1, within(1e-15 * size));
        }
    }

    @Test
    void bucketsFollowFromTheUpdates() {
        ParameterLayout layout = ParameterLayout.flat(ElementType.FLOAT64, 2);
        int differing = 0;
        Mixing first = filter().filter(PlainUpdates.random(layout, 10, 1, new Random(0)));
        for (int seed = 1; seed < 10; seed++) {
            Mixing other = filter().filter(PlainUpdates.random(layout, 10, 1, new Random(seed)));
            boolean same = true;
            for (int k = 0; k < 10; k++) {
                same &= first.coefficient(0, k) == other.coefficient(0, k);
            }
            differing += same ? 0 : 1;
        }
        assertThat(differing).isPositive();
    }
}
