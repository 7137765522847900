package org.folkmoot.aggregation.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.Stage;
import org.folkmoot.api.round.StagePlacement;
import org.folkmoot.testkit.FolkmootArbitraries;
import org.junit.jupiter.api.Test;

final class PersonalGroupsTest {
    private static final ParameterLayout MODEL = ParameterLayout.float32(
            ParameterBlock.trainable("body", 2), ParameterBlock.buffer("norm", 1), ParameterBlock.trainable("head", 1));
    private static final ParameterVector WHOLE = ParameterVector.of(MODEL, new float[] {1, 2, 3, 4});
    private static final PersonalGroups NORM = PersonalGroups.of(List.of("norm"));

    @Property(tries = 200)
    void joiningWhatIsSharedWithOnesOwnGivesTheWhole(
            @ForAll(supplier = Wholes.class) ParameterVector whole, @ForAll long seed) {
        PersonalGroups groups = some(whole.layout(), seed);
        ParameterVector shared = groups.share(whole);
        ParameterVector kept = groups.keep(whole);
        assertThat(shared.layout()).isEqualTo(groups.shared(whole.layout()));
        assertThat(shared.size() + kept.size()).isEqualTo(whole.size());
        ParameterVector home = groups.unpack(kept, whole.layout());
        assertThat(numbers(groups.join(shared, home))).isEqualTo(numbers(whole));
        assertThat(numbers(groups.keep(home))).isEqualTo(numbers(kept));
        assertThat(groups.share(home).toDoubleArray()).containsOnly(0);
    }

    @Property(tries = 100)
    void nothingOfWhatStaysAtHomeIsShared(
            @ForAll(supplier = FiniteWholes.class) ParameterVector whole, @ForAll long seed) {
        PersonalGroups groups = some(whole.layout(), seed);
        ParameterVector other = groups.join(groups.share(whole), ParameterVector.zeros(whole.layout()));
        assertThat(groups.share(other)).isEqualTo(groups.share(whole));
    }

    @Property(tries = 100)
    void aDifferenceMovesNothingThatStaysAtHome(
            @ForAll(supplier = FiniteWholes.class) ParameterVector whole, @ForAll long seed) {
        PersonalGroups groups = some(whole.layout(), seed);
        double[] shared = groups.share(whole).toDoubleArray();
        ParameterLayout wide =
                new ParameterLayout(ElementType.FLOAT64, whole.layout().blocks());
        ParameterVector widened = ParameterVector.of(wide, groups.widen(shared, whole.layout()));
        assertThat(groups.share(widened).toDoubleArray()).isEqualTo(shared);
        assertThat(groups.keep(widened).toDoubleArray()).containsOnly(0);
    }

    /** Every NaN is the same number: widening to double and back may change which. */
    private static double[] numbers(ParameterVector vector) {
        double[] numbers = vector.toDoubleArray();
        for (int j = 0; j < numbers.length; j++) {
            numbers[j] = Double.isNaN(numbers[j]) ? Double.NaN : numbers[j];
        }
        return numbers;
    }

    private static PersonalGroups some(ParameterLayout layout, long seed) {
        List<String> groups =
                layout.blocks().stream().map(ParameterBlock::group).distinct().toList();
        return PersonalGroups.of(List.of(groups.get(new Random(seed).nextInt(groups.size()))));
    }

    @Test
    void takesOutAndPutsBackByGroup() {
        assertThat(NORM.share(WHOLE).toFloatArray()).containsExactly(1, 2, 4);
        assertThat(NORM.keep(WHOLE).toFloatArray()).containsExactly(3);
        ParameterVector global = ParameterVector.of(NORM.shared(MODEL), new float[] {10, 20, 40});
        assertThat(NORM.join(global, WHOLE).toFloatArray()).containsExactly(10, 20, 3, 40);
        assertThat(NORM.widen(new double[] {1, 1, 1}, MODEL)).containsExactly(1, 1, 0, 1);
    }

    @Test
    void withoutGroupsEverythingIsShared() {
        PersonalGroups none = PersonalGroups.none();
        assertThat(none.isEmpty()).isTrue();
        assertThat(none.share(WHOLE)).isSameAs(WHOLE);
        assertThat(none.join(WHOLE, ParameterVector.zeros(MODEL))).isSameAs(WHOLE);
        assertThat(none.shared(MODEL)).isSameAs(MODEL);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> none.keep(WHOLE))
                .withMessage("personal groups: [] (expected: at least one)");
    }

    @Test
    void readsTheOneFormThatItWrites() {
        PersonalGroups groups = PersonalGroups.of(List.of("norm", "head", "norm"));
        assertThat(groups.stage().parameters()).isEqualTo(Map.of("groups", "head,norm"));
        assertThat(PersonalGroups.of(groups.stage()).stage()).isEqualTo(groups.stage());
        for (String other : List.of("norm,head", "head,head", "head,", "")) {
            Stage stage = new Stage(
                    Stage.EXCHANGE, PersonalGroups.ID, StagePlacement.CLIENT, new TreeMap<>(Map.of("groups", other)));
            assertThatIllegalArgumentException().as("%s", other).isThrownBy(() -> PersonalGroups.of(stage));
        }
    }

    @Test
    void refusesGroupsThatTheModelLacksAndGroupsThatAreAllOfIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PersonalGroups.of(List.of("tail")).shared(MODEL))
                .withMessage("personal groups: [tail] (expected: groups of the model)");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> PersonalGroups.of(List.of("body", "head", "norm")).shared(MODEL))
                .withMessage("personal groups: [body, head, norm] (expected: not all of the model)");
        assertThatIllegalArgumentException().isThrownBy(() -> PersonalGroups.of(List.of("a,b")));
    }

    @Test
    void refusesPartsOfAnotherLayout() {
        assertThatIllegalArgumentException().isThrownBy(() -> NORM.join(WHOLE, WHOLE));
        assertThatIllegalArgumentException().isThrownBy(() -> NORM.unpack(WHOLE, MODEL));
    }

    /** Supplies vectors with any bits, of layouts of at least two groups. */
    static final class Wholes implements ArbitrarySupplier<ParameterVector> {
        @Override
        public Arbitrary<ParameterVector> get() {
            return FolkmootArbitraries.layouts()
                    .map(PersonalGroupsTest::withOneMoreGroup)
                    .flatMap(FolkmootArbitraries::wildVectors);
        }
    }

    /** Supplies finite ones of them. */
    static final class FiniteWholes implements ArbitrarySupplier<ParameterVector> {
        @Override
        public Arbitrary<ParameterVector> get() {
            return FolkmootArbitraries.layouts()
                    .map(PersonalGroupsTest::withOneMoreGroup)
                    .flatMap(layout -> FolkmootArbitraries.vectors(layout, 1));
        }
    }

    private static ParameterLayout withOneMoreGroup(ParameterLayout layout) {
        List<ParameterBlock> blocks = new ArrayList<>(layout.blocks());
        blocks.add(blocks.size() / 2, ParameterBlock.trainable("one more", 2));
        return new ParameterLayout(layout.elementType(), blocks);
    }
}
