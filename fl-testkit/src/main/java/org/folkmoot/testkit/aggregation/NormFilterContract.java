package org.folkmoot.testkit.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.SortedMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.folkmoot.api.aggregation.Mixing;
import org.folkmoot.api.aggregation.NormFilter;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;

/** What every {@link NormFilter} keeps to, beside {@link UpdateFilterContract}; implement {@link #filter} in its test class. */
public interface NormFilterContract extends UpdateFilterContract {
    @Override
    NormFilter filter();

    /** A factor is from 0 to 1 and, where it is not 1, stands with a name in the record. */
    @Property(tries = 200)
    default void shortensAndSaysSo(@ForAll @DoubleRange(max = 1e6) double norm) {
        double factor = filter().factor(norm, slots());
        assertThat(factor).isBetween(0.0, 1.0);
        assertThat(filter().treatment(factor).isPresent()).isEqualTo(factor < 1);
        assertThat(filter().factor(norm, slots())).isEqualTo(factor);
    }

    /** An update of no length is left as it is: nothing is divided by zero. */
    @Property(tries = 1)
    default void leavesZeroAsItIs() {
        assertThat(filter().factor(0, slots())).isEqualTo(1);
    }

    /** Looking at a whole set is the same as looking at its updates one by one. */
    @Property(tries = 100)
    default void aSetIsTheSameAsItsUpdates(@ForAll long seed) {
        Random random = new Random(seed);
        PlainUpdates updates =
                PlainUpdates.random(layout(), 1 + random.nextInt(9), 2, random).remembering(slots());
        Mixing mixing = filter().filter(updates);
        long counted = 0;
        for (int i = 0; i < updates.clients(); i++) {
            double norm = StrictMath.sqrt(updates.squaredNorm(i));
            counted += filter().counts(norm, slots()) ? 1 : 0;
            assertThat(mixing.coefficient(i, i)).isEqualTo(filter().factor(norm, slots()));
        }
        assertThat(mixing.isScaling()).isTrue();
        assertThat(mixing.slots()).isEqualTo(filter().next(slots(), counted, updates.clients()));
    }

    private SortedMap<String, ParameterVector> slots() {
        return filter().initialSlots(layout());
    }

    private static ParameterLayout layout() {
        return ParameterLayout.flat(ElementType.FLOAT64, 3);
    }
}
