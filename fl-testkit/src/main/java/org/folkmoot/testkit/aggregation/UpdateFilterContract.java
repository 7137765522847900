package org.folkmoot.testkit.aggregation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.folkmoot.api.aggregation.Mixing;
import org.folkmoot.api.aggregation.UpdateFilter;
import org.folkmoot.api.aggregation.UpdateFilterProvider;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.Stage;
import org.folkmoot.api.round.StagePlacement;
import org.junit.jupiter.api.Test;

/** What every {@link UpdateFilter} keeps to; implement {@link #filter} in its test class. */
public interface UpdateFilterContract {
    /** {@return a new instance of the filter under test, always with the same parameters} */
    UpdateFilter filter();

    /** The id and parameters are a valid stage, and two instances agree on them. */
    @Test
    default void statesAllItDependsOn() {
        UpdateFilter filter = filter();
        UpdateFilter other = filter();
        assertThat(new Stage(Stage.FILTER, other.id(), StagePlacement.SERVER, other.parameters()))
                .isEqualTo(new Stage(Stage.FILTER, filter.id(), StagePlacement.SERVER, filter.parameters()));
    }

    /** Replay finds the filter by its id and rebuilds it from its parameters. */
    @Test
    default void isFoundByItsId() {
        UpdateFilter filter = filter();
        List<UpdateFilter> found = new ArrayList<>();
        ServiceLoader.load(UpdateFilter.class).forEach(each -> {
            if (each.id().equals(filter.id())) {
                found.add(each);
            }
        });
        ServiceLoader.load(UpdateFilterProvider.class).forEach(each -> {
            if (each.id().equals(filter.id())) {
                found.add(each.create(filter.parameters()));
            }
        });
        assertThat(found).as("filters and providers of %s", filter.id()).hasSize(1);
        assertThat(found.get(0).parameters()).isEqualTo(filter.parameters());
    }

    /** As many updates come out as {@code updatesOf} says, the same whenever it is asked. */
    @Property(tries = 100)
    default void mixesPurely(@ForAll long seed) {
        PlainUpdates updates = someUpdates(new Random(seed));
        Mixing mixing = filter().filter(updates);
        Mixing again = filter().filter(updates);
        assertThat(mixing.inputs()).isEqualTo(updates.clients());
        assertThat(mixing.outputs()).isEqualTo(filter().updatesOf(updates.clients()));
        assertThat(again.treatments()).isEqualTo(mixing.treatments());
        assertThat(again.slots()).isEqualTo(mixing.slots());
        for (int i = 0; i < mixing.outputs(); i++) {
            for (int k = 0; k < mixing.inputs(); k++) {
                assertThat(again.coefficient(i, k)).isEqualTo(mixing.coefficient(i, k));
            }
        }
    }

    /** No filter makes updates longer: what comes out is no longer than the longest that went in. */
    @Property(tries = 100)
    default void lengthensNothing(@ForAll long seed) {
        Mixing mixing = filter().filter(someUpdates(new Random(seed)));
        for (int i = 0; i < mixing.outputs(); i++) {
            double sum = 0;
            for (int k = 0; k < mixing.inputs(); k++) {
                sum += Math.abs(mixing.coefficient(i, k));
            }
            // Up to n roundings of a coefficient, n being below 2^10.
            assertThat(sum).as("coefficients of output %d", i).isLessThanOrEqualTo(1 + 0x1p-40);
        }
    }

    /** Treatments are of updates that there are. */
    @Property(tries = 100)
    default void treatsOnlyWhatThereIs(@ForAll long seed) {
        PlainUpdates updates = someUpdates(new Random(seed));
        assertThat(filter().filter(updates).treatments().keySet())
                .allMatch(rank -> rank >= 0 && rank < updates.clients());
    }

    /** What is remembered keeps its names and layouts, so that states can be stored. */
    @Property(tries = 50)
    default void remembersWhatItSaidItWould(@ForAll long seed) {
        PlainUpdates updates = someUpdates(new Random(seed));
        Mixing mixing = filter().filter(updates);
        assertThat(mixing.slots().keySet()).isEqualTo(updates.slots().keySet());
        mixing.slots()
                .forEach((name, slot) -> assertThat(slot.layout())
                        .as("slot %s", name)
                        .isEqualTo(requireNonNull(updates.slots().get(name)).layout()));
    }

    private PlainUpdates someUpdates(Random random) {
        int clients = 1;
        while (filter().updatesOf(clients) == 0) {
            clients++;
        }
        ParameterLayout layout = ParameterLayout.flat(ElementType.FLOAT64, 1 + random.nextInt(9));
        double deviation = Math.exp(2 * random.nextGaussian());
        PlainUpdates updates = PlainUpdates.random(layout, clients + random.nextInt(9), deviation, random);
        ParameterVector first = updates.update(0);
        return updates.remembering(filter().initialSlots(first.layout()));
    }
}
