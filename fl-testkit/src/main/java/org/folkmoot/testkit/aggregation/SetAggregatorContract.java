package org.folkmoot.testkit.aggregation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.folkmoot.api.aggregation.AggregationPlan;
import org.folkmoot.api.aggregation.SetAggregator;
import org.folkmoot.api.aggregation.SetAggregatorProvider;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.Stage;
import org.folkmoot.api.round.StagePlacement;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SetAggregator} keeps to; implement {@link #aggregator} in its test class, and say what the rule claims:
 * how many arbitrary updates it withstands, and how far they can move it.
 *
 * <p>Updates come from {@link PlainUpdates}: the i-th is that of client {@code PlainUpdates.pseudonym(i)}, and client 0 is
 * always honest.
 */
public interface SetAggregatorContract {
    /** {@return a new instance of the rule under test, always with the same parameters} */
    SetAggregator aggregator();

    /** {@return how many arbitrary updates the rule claims to withstand} */
    default int tolerated() {
        return 0;
    }

    /**
     * {@return how far beyond the range of the honest updates any coordinate of the result may lie, where
     * {@link #tolerated()} of them are arbitrary}
     *
     * @param diameter the largest distance between two honest updates
     * @param longest the largest norm of an honest update
     */
    default double reach(double diameter, double longest) {
        return 0;
    }

    /** {@return whether the result is v where all updates are v} */
    default boolean keepsWhatIsCommon() {
        return true;
    }

    /** {@return whether updates that have nothing in common may still be tied, so that their ranks decide} */
    default boolean ranksDecideTies() {
        return false;
    }

    /** The id and parameters are a valid stage, and two instances agree on them. */
    @Test
    default void statesAllItDependsOn() {
        SetAggregator rule = aggregator();
        SetAggregator other = aggregator();
        assertThat(new Stage(Stage.AGGREGATOR, other.id(), StagePlacement.SERVER, other.parameters()))
                .isEqualTo(new Stage(Stage.AGGREGATOR, rule.id(), StagePlacement.SERVER, rule.parameters()));
    }

    /** Replay finds the rule by its id and rebuilds it from its parameters: a round with it can be verified by strangers. */
    @Test
    default void isFoundByItsId() {
        SetAggregator rule = aggregator();
        List<SetAggregator> found = new ArrayList<>();
        ServiceLoader.load(SetAggregator.class).forEach(each -> {
            if (each.id().equals(rule.id())) {
                found.add(each);
            }
        });
        ServiceLoader.load(SetAggregatorProvider.class).forEach(each -> {
            if (each.id().equals(rule.id())) {
                found.add(each.create(rule.parameters()));
            }
        });
        assertThat(found).as("rules and providers of %s", rule.id()).hasSize(1);
        assertThat(found.get(0).parameters()).isEqualTo(rule.parameters());
        assertThat(found.get(0).maxAbs()).isEqualTo(rule.maxAbs());
        assertThat(found.get(0).fewestUpdates()).isEqualTo(rule.fewestUpdates());
    }

    /** Tiles of any width, and any instance, give the same bits. */
    @Property(tries = 100)
    default void widthOfTilesDecidesNothing(@ForAll long seed) {
        SetAggregator rule = aggregator();
        PlainUpdates updates = someUpdates(rule, new Random(seed)).inFirstRoundOf(rule);
        double[] whole = updates.aggregate(rule.plan(updates), updates.parameters());
        for (int width = 1; width < updates.parameters(); width++) {
            assertThat(updates.aggregate(aggregator().plan(updates), width)).isEqualTo(whole);
        }
    }

    /** Which ranks updates have decides nothing beyond rounding, as long as nothing is tied. */
    @Property(tries = 100)
    default void ranksDecideNothing(@ForAll long seed) {
        if (ranksDecideTies()) {
            return;
        }
        Random random = new Random(seed);
        SetAggregator rule = aggregator();
        PlainUpdates updates = someUpdates(rule, random).inFirstRoundOf(rule);
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, updates.clients()).boxed().toList());
        Collections.shuffle(order, random);
        PlainUpdates reranked =
                updates.ranked(order.stream().mapToInt(Integer::intValue).toArray());
        double[] expected = updates.aggregate(rule.plan(updates), updates.parameters());
        double[] actual = reranked.aggregate(rule.plan(reranked), updates.parameters());
        // 1e-9 of the largest element is far above the rounding of sums of a dozen terms and below any change of a
        // choice.
        assertThat(actual).containsExactly(expected, within(1e-9 * deviation(rule)));
    }

    /** With no more updates than the rule asks for, the result is finite, and treatments are of updates that there are. */
    @Property(tries = 100)
    default void servesTheFewestUpdatesItAsksFor(@ForAll long seed) {
        SetAggregator rule = aggregator();
        PlainUpdates updates = PlainUpdates.random(layout(5), rule.fewestUpdates(), deviation(rule), new Random(seed))
                .inFirstRoundOf(rule);
        AggregationPlan plan = rule.plan(updates);
        for (double value : updates.aggregate(plan, 2)) {
            assertThat(value).isFinite();
        }
        assertThat(plan.treatments().keySet()).allMatch(rank -> rank >= 0 && rank < updates.clients());
    }

    /** Where all want the same, that is the result, up to rounding. */
    @Property(tries = 50)
    default void keepsACommonUpdate(@ForAll long seed) {
        if (!keepsWhatIsCommon()) {
            return;
        }
        SetAggregator rule = aggregator();
        ParameterVector common = PlainUpdates.random(layout(5), 1, deviation(rule), new Random(seed))
                .update(0);
        PlainUpdates updates = PlainUpdates.of(Collections.nCopies(rule.fewestUpdates() + 2, common))
                .inFirstRoundOf(rule);
        // n roundings of a coefficient and a sum, n being below 2^10.
        double[] expected = common.toDoubleArray();
        assertThat(updates.aggregate(rule.plan(updates), 5))
                .containsExactly(expected, within(deviation(rule) * 0x1p-40));
    }

    /** As many arbitrary updates as are claimed cannot move the result further than is claimed, however large they are. */
    @Property(tries = 100)
    default void withstandsWhatItClaims(@ForAll long seed) {
        Random random = new Random(seed);
        SetAggregator rule = aggregator();
        PlainUpdates honest = someUpdates(rule, random);
        if (tolerated() == 0) {
            return;
        }
        List<ParameterVector> all = new ArrayList<>();
        for (int i = 0; i < honest.clients(); i++) {
            all.add(honest.update(i));
        }
        ParameterVector common = arbitrary(honest, rule.maxAbs(), random);
        boolean together = random.nextBoolean();
        for (int i = 0; i < tolerated(); i++) {
            all.set(all.size() - 1 - i, together ? common : arbitrary(honest, rule.maxAbs(), random));
        }
        PlainUpdates attacked = PlainUpdates.of(all).inFirstRoundOf(rule);
        double[] result = attacked.aggregate(rule.plan(attacked), attacked.parameters());
        requireNear(result, attacked, attacked.clients() - tolerated());
    }

    private void requireNear(double[] result, PlainUpdates updates, int honest) {
        double diameter = 0;
        double longest = 0;
        for (int i = 0; i < honest; i++) {
            longest = Math.max(longest, Math.sqrt(updates.squaredNorm(i)));
            for (int k = 0; k < i; k++) {
                diameter = Math.max(diameter, Math.sqrt(updates.squaredDistance(i, k)));
            }
        }
        double reach = reach(diameter, longest) + 1e-9 * longest;
        for (int j = 0; j < result.length; j++) {
            int column = j;
            double[] values = IntStream.range(0, honest)
                    .mapToDouble(i -> updates.update(i).get(column))
                    .toArray();
            assertThat(result[j])
                    .as("element %d", j)
                    .isBetween(
                            Arrays.stream(values).min().orElseThrow() - reach,
                            Arrays.stream(values).max().orElseThrow() + reach);
        }
    }

    /** What is remembered keeps its names and layouts, so that states can be stored. */
    @Property(tries = 50)
    default void remembersWhatItSaidItWould(@ForAll long seed) {
        SetAggregator rule = aggregator();
        PlainUpdates updates = someUpdates(rule, new Random(seed)).inFirstRoundOf(rule);
        AggregationPlan plan = rule.plan(updates);
        SortedMap<String, ParameterVector> after = plan.slotsAfter(updates.aggregate(plan, 3));
        assertThat(after.keySet()).isEqualTo(updates.slots().keySet());
        after.forEach((name, slot) -> assertThat(slot.layout())
                .as("slot %s", name)
                .isEqualTo(requireNonNull(updates.slots().get(name)).layout()));
    }

    private static PlainUpdates someUpdates(SetAggregator rule, Random random) {
        int clients = rule.fewestUpdates() + random.nextInt(6);
        return PlainUpdates.random(layout(1 + random.nextInt(9)), clients, deviation(rule), random);
    }

    private static ParameterLayout layout(int parameters) {
        return ParameterLayout.flat(ElementType.FLOAT64, parameters);
    }

    private static double deviation(SetAggregator rule) {
        return rule.maxAbs() / 1000;
    }

    private static ParameterVector arbitrary(PlainUpdates like, double maxAbs, Random random) {
        double[] values = new double[like.parameters()];
        Arrays.setAll(values, j -> random.nextBoolean() ? maxAbs : -maxAbs);
        return ParameterVector.of(like.update(0).layout(), values);
    }
}
