package org.folkmoot.aggregation.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.folkmoot.api.Digest;
import org.folkmoot.api.aggregation.AggregationPlan;
import org.folkmoot.api.aggregation.TileRule;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.testkit.aggregation.PlainUpdates;
import org.junit.jupiter.api.Test;

final class RankedUpdatesTest {
    /** Two chunks and a bit, so that chunks, blocks and lanes all have an end. */
    private static final int LONG = 2 * PairSums.CHUNK + PairSums.BLOCK + 77;

    /** A rule that reads a tile in every way there is. */
    private static final TileRule CURIOUS = (in, out) -> {
        Arrays.fill(out, 0, in.width(), 0);
        double[] row = new double[in.width()];
        for (int rank = 0; rank < in.clients(); rank++) {
            in.addTo(out, rank, 0.25 * rank);
            in.copyRow(rank, row);
            for (int j = 0; j < in.width(); j++) {
                out[j] += row[j] * in.value((rank + 1) % in.clients(), j) + in.from() * 0;
            }
        }
        in.addSortedTo(out, in.clients() / 2, in.clients(), 2);
        for (int j = 0; j < in.width(); j++) {
            double[] sorted = in.sortedColumn(j);
            out[j] += sorted[0] - 3 * sorted[sorted.length - 1];
        }
        in.addSortedTo(out, 0, 1, 7);
        in.addTo(out, 0, -1);
    };

    @Property(tries = 60)
    void tilesShowWhatUpdatesHold(
            @ForAll @IntRange(min = 1, max = 20) int clients,
            @ForAll @IntRange(min = 1, max = 300) int parameters,
            @ForAll ElementType type,
            @ForAll long seed) {
        PlainUpdates plain = PlainUpdates.random(ParameterLayout.flat(type, parameters), clients, 1, new Random(seed));
        double[] expected = plain.aggregate(AggregationPlan.of(CURIOUS), parameters);
        Points points = HeapRows.ranked(list(plain), 2);
        for (int width : new int[] {1, 7, 64, 4096}) {
            assertThat(TileRun.run(points, CURIOUS, new Workers(2), width)).isEqualTo(expected);
        }
    }

    @Property(tries = 40)
    void someUpdatesAloneAreAsIfThereWereNoOthers(@ForAll @IntRange(min = 3, max = 12) int clients, @ForAll long seed) {
        PlainUpdates plain =
                PlainUpdates.random(ParameterLayout.flat(ElementType.FLOAT32, 99), clients, 1, new Random(seed));
        AggregationPlan plan = AggregationPlan.of(CURIOUS, 2, 0);
        assertThat(TileRun.run(HeapRows.ranked(list(plain), 1), plan, new Workers(1)))
                .isEqualTo(plain.aggregate(plan, 99));
    }

    @Test
    void sumsAreTheSameForAnyNumberOfThreads() {
        PlainUpdates plain = PlainUpdates.random(ParameterLayout.flat(ElementType.FLOAT32, LONG), 27, 1, new Random(1));
        Points one = HeapRows.ranked(list(plain), 1);
        for (int threads : new int[] {2, 3, 8}) {
            Points several = HeapRows.ranked(list(plain), threads);
            for (int i = 0; i < 27; i++) {
                assertThat(several.squaredNorm(i)).isEqualTo(one.squaredNorm(i));
                for (int k = 0; k < 27; k++) {
                    assertThat(several.squaredDistance(i, k)).isEqualTo(one.squaredDistance(i, k));
                }
            }
            assertThat(several.products(plain.update(3))).isEqualTo(one.products(plain.update(3)));
        }
    }

    @Test
    void sumsOfPairsDoNotDependOnWhoElseIsThere() {
        PlainUpdates plain = PlainUpdates.random(ParameterLayout.flat(ElementType.FLOAT64, LONG), 30, 1, new Random(2));
        Points all = HeapRows.ranked(list(plain), 2);
        Points two = HeapRows.ranked(List.of(plain.update(4), plain.update(29)), 2);
        assertThat(all.squaredDistance(4, 29)).isEqualTo(two.squaredDistance(0, 1));
        assertThat(all.only(4, 29).squaredDistance(0, 1)).isEqualTo(two.squaredDistance(0, 1));
    }

    @Test
    void sumsAreThoseOfAPlainLoopUpToRounding() {
        PlainUpdates plain = PlainUpdates.random(ParameterLayout.flat(ElementType.FLOAT64, LONG), 3, 1, new Random(3));
        Points points = HeapRows.ranked(list(plain), 2);
        // Relative error of a sum of n nonnegative terms: at most n 2^-53 in a loop, far less in a tree.
        double relative = LONG * 0x1p-53;
        for (int i = 0; i < 3; i++) {
            for (int k = 0; k < 3; k++) {
                double expected = plain.squaredDistance(i, k);
                assertThat(points.squaredDistance(i, k)).isCloseTo(expected, within(relative * expected));
                double scale = plain.squaredNorm(i) + plain.squaredNorm(k);
                assertThat(points.product(i, k)).isCloseTo(plain.product(i, k), within(2 * relative * scale));
                assertThat(points.products(i)[k]).isCloseTo(plain.product(i, k), within(2 * relative * scale));
            }
            assertThat(points.products(i)[i]).isEqualTo(points.squaredNorm(i));
        }
    }

    @Test
    void anUpdateIsAtNoDistanceFromItsCopy() {
        PlainUpdates plain = PlainUpdates.random(ParameterLayout.flat(ElementType.FLOAT32, 1000), 2, 1, new Random(4));
        Points points = HeapRows.ranked(List.of(plain.update(0), plain.update(1), plain.update(0)), 1);
        assertThat(points.squaredDistance(0, 2)).isZero();
        assertThat(points.squaredDistance(1, 1)).isZero();
    }

    /** Flower's MultiKrum expands |x - y|^2 over weights in float32, and distances become negative. */
    @Test
    void smallDifferencesBetweenLargeUpdatesAreExact() {
        double[] large = new double[1000];
        Arrays.fill(large, 3);
        double[] near = large.clone();
        Arrays.fill(near, 0, 500, 3 + 0x1p-20);
        Points points = HeapRows.ranked(
                List.of(
                        ParameterVector.of(ParameterLayout.flat(ElementType.FLOAT32, 1000), large),
                        ParameterVector.of(ParameterLayout.flat(ElementType.FLOAT32, 1000), near)),
                1);
        assertThat(points.squaredDistance(0, 1)).isEqualTo(500 * 0x1p-40);
    }

    @Test
    void ranksFollowWhatWasSentAndNotWhoCameFirst() {
        PlainUpdates plain = PlainUpdates.random(ParameterLayout.flat(ElementType.FLOAT32, 5), 6, 1, new Random(5));
        List<Integer> order = new ArrayList<>(IntStream.range(0, 6).boxed().toList());
        List<Digest> first = ranks(plain, order);
        Collections.shuffle(order, new Random(6));
        assertThat(ranks(plain, order)).isEqualTo(first);
    }

    private static List<Digest> ranks(PlainUpdates plain, List<Integer> order) {
        List<RankedUpdates.Sender> senders = order.stream()
                .map(i -> new RankedUpdates.Sender(
                        PlainUpdates.pseudonym(i), plain.update(i).digest()))
                .toList();
        RankedUpdates ranked =
                RankedUpdates.of(new HeapRows(order.stream().map(plain::update).toList()), senders, new Workers(1));
        return IntStream.range(0, 6).mapToObj(ranked::pseudonym).toList();
    }

    @Test
    void tilesStayWithinTheirBudget() {
        for (int clients : new int[] {10, 100, 1000}) {
            PlainUpdates plain =
                    PlainUpdates.random(ParameterLayout.flat(ElementType.FLOAT32, 1), clients, 1, new Random(7));
            Points points = HeapRows.ranked(list(plain), 1);
            assertThat(TileRun.widthFor(points) * points.bytesPerColumn()).isLessThanOrEqualTo(1 << 20);
            assertThat(TileRun.widthFor(points)).isGreaterThanOrEqualTo(64);
        }
    }

    private static List<ParameterVector> list(PlainUpdates plain) {
        return IntStream.range(0, plain.clients()).mapToObj(plain::update).toList();
    }
}
