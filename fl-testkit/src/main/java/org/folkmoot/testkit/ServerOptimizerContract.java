package org.folkmoot.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.folkmoot.api.aggregation.ServerOptimizer;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.api.round.Stage;
import org.folkmoot.api.round.StagePlacement;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What every {@link ServerOptimizer} keeps to; implement {@link #optimizer} in its test class. */
public interface ServerOptimizerContract {
    /** {@return a new instance of the rule under test, always with the same parameters} */
    ServerOptimizer optimizer();

    /** The id and parameters are a valid stage, and two instances agree on them. */
    @Test
    default void statesAllItDependsOn() {
        ServerOptimizer rule = optimizer();
        Stage stage = new Stage(Stage.OPTIMIZER, rule.id(), StagePlacement.SERVER, rule.parameters());
        ServerOptimizer other = optimizer();
        assertThat(new Stage(Stage.OPTIMIZER, other.id(), StagePlacement.SERVER, other.parameters()))
                .isEqualTo(stage);
    }

    /** The first state holds the given model, bit for bit. */
    @Property(tries = 50)
    default void initialStateHoldsTheModel(
            @ForAll(supplier = FolkmootArbitraries.Vectors.class) ParameterVector model) {
        assume(model.layout());
        assertThat(optimizer().initialState(model).model()).isEqualTo(model);
        assertThat(optimizer().initialState(model)).isEqualTo(optimizer().initialState(model));
    }

    /** Several steps give the same bits on every instance, and change neither the old state nor the difference. */
    @Property(tries = 50)
    default void stepsPurely(
            @ForAll(supplier = FolkmootArbitraries.Vectors.class) ParameterVector model, @ForAll long seed) {
        assume(model.layout());
        Random random = new Random(seed);
        ServerOptimizer rule = optimizer();
        RoundState state = rule.initialState(model);
        for (int round = 0; round < 3; round++) {
            double[] delta = random.doubles(model.size(), -1, 1).toArray();
            double[] kept = delta.clone();
            byte[] modelBefore = state.model().toBytes();
            RoundState next = rule.step(state, delta);
            assertThat(delta).isEqualTo(kept);
            assertThat(state.model().toBytes()).isEqualTo(modelBefore);
            assertThat(optimizer().step(state, delta)).isEqualTo(next);
            assertThat(rule.step(state, delta)).isEqualTo(next);
            state = next;
        }
    }

    /** The step remembers nothing of the difference itself: a caller may use the array again. */
    @Property(tries = 20)
    default void keepsNoHoldOfTheDifference(
            @ForAll(supplier = FolkmootArbitraries.Vectors.class) ParameterVector model) {
        assume(model.layout());
        double[] delta = new double[model.size()];
        Arrays.fill(delta, 0.5);
        RoundState after = optimizer().step(optimizer().initialState(model), delta);
        RoundState again = optimizer().step(optimizer().initialState(model), delta.clone());
        Arrays.fill(delta, 7);
        assertThat(after).isEqualTo(again);
    }

    /** A step keeps the layout of the model and the names and layouts of the slots, so states can be stored. */
    @Property(tries = 50)
    default void stepKeepsTheShapeOfTheState(
            @ForAll(supplier = FolkmootArbitraries.Vectors.class) ParameterVector model) {
        assume(model.layout());
        RoundState before = optimizer().initialState(model);
        RoundState after = optimizer().step(before, new double[model.size()]);
        assertThat(after.model().layout()).isEqualTo(model.layout());
        assertThat(after.slots().keySet()).isEqualTo(before.slots().keySet());
        after.slots()
                .forEach((name, slot) -> assertThat(slot.layout())
                        .as("slot %s", name)
                        .isEqualTo(requireNonNull(before.slots().get(name)).layout()));
    }

    /** Where no client wants to move, the first step does not. */
    @Property(tries = 50)
    default void standsStillOnAZeroDifference(
            @ForAll(supplier = FolkmootArbitraries.Vectors.class) ParameterVector model) {
        assume(model.layout());
        RoundState after = optimizer().step(optimizer().initialState(model), new double[model.size()]);
        for (int j = 0; j < model.size(); j++) {
            assertThat(after.model().get(j) == model.get(j)).as("element %d", j).isTrue();
        }
    }

    /** A difference of another length is the caller's mistake. */
    @Test
    default void refusesADifferenceOfAnotherLength() {
        ParameterVector model = ParameterVector.zeros(ParameterLayout.float64(ParameterBlock.trainable("w", 3)));
        Assumptions.assumeTrue(optimizer().supports(model.layout()));
        RoundState state = optimizer().initialState(model);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> optimizer().step(state, new double[2]))
                .withMessageContaining("2")
                .withMessageContaining("3");
    }

    private void assume(ParameterLayout layout) {
        Assume.that(optimizer().supports(layout));
    }
}
