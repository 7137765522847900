package org.folkmoot.secure.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.folkmoot.api.Digest;
import org.junit.jupiter.api.Test;

class GraphPlanTest {
    private static final Assumptions FIVE_PERCENT = new Assumptions(Fraction.percent(5), Fraction.percent(5), 40, 30);

    @Property(tries = 300)
    void aCoordinatorNeverGetsBothSecretsOfAClient(
            @ForAll @IntRange(min = 3, max = 200) int clients, @ForAll @IntRange(min = 1, max = 33) int corrupted)
            throws NoGraphException {
        Assumptions assumptions = new Assumptions(Fraction.percent(corrupted), Fraction.percent(5), 40, 30);
        int fellows = Math.max(1, assumptions.corrupted().ceilingOf(clients));

        GraphPlan plan = GraphPlan.of(clients, assumptions);

        assertThat(plan.isComplete()).isTrue();
        assertThat(2 * plan.threshold()).isGreaterThan(plan.degree() + fellows);
        assertThat(plan.threshold()).isBetween(1, plan.degree());
    }

    @Test
    void oneIsAlwaysTakenToBeCorrupted() throws NoGraphException {
        assertThat(GraphPlan.of(10, FIVE_PERCENT)).isEqualTo(new GraphPlan(10, 9, 6));
        assertThatThrownBy(() -> GraphPlan.of(2, FIVE_PERCENT)).isInstanceOf(NoGraphException.class);
    }

    @Test
    void thresholdOfAHundredWithAThirdCorruptedIs67() throws NoGraphException {
        assertThat(GraphPlan.of(100, Assumptions.defaults())).isEqualTo(new GraphPlan(100, 99, 67));
    }

    @Property(tries = 20)
    void neighboursAreMutualConnectedAndOfOneDegree(
            @ForAll @IntRange(min = 201, max = 700) int clients, @ForAll byte seed) throws NoGraphException {
        GraphPlan plan = GraphPlan.of(clients, FIVE_PERCENT);
        NeighbourGraph graph = NeighbourGraph.of(plan, Digest.sha256(new byte[] {seed}));
        Set<Integer> reached = new HashSet<>(Set.of(0));
        Deque<Integer> open = new ArrayDeque<>(List.of(0));

        while (!open.isEmpty()) {
            for (int next : graph.neighboursOf(open.pop())) {
                if (reached.add(next)) {
                    open.add(next);
                }
            }
        }

        assertThat(reached).hasSize(clients);
        for (int i = 0; i < clients; i++) {
            int self = i;
            int[] neighbours = graph.neighboursOf(i);
            assertThat(neighbours)
                    .hasSize(plan.degree())
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .doesNotContain(i);
            assertThat(IntStream.of(neighbours).allMatch(j -> Arrays.binarySearch(graph.neighboursOf(j), self) >= 0))
                    .isTrue();
        }
    }

    @Test
    void anotherSeedDrawsOtherNeighbours() throws NoGraphException {
        GraphPlan plan = GraphPlan.of(300, FIVE_PERCENT);

        assertThat(NeighbourGraph.of(plan, Digest.sha256(new byte[] {1})).neighboursOf(7))
                .isNotEqualTo(
                        NeighbourGraph.of(plan, Digest.sha256(new byte[] {2})).neighboursOf(7));
    }

    @Property(tries = 100)
    void groupsHaveEveryoneOnceAndNobodyBelowTheFloor(
            @ForAll @IntRange(min = 30, max = 500) int clients, @ForAll @IntRange(min = 3, max = 10) int floor)
            throws NoGraphException {
        List<List<Integer>> groups = GroupDraw.of(clients, floor, 3).draw(Digest.sha256());

        assertThat(groups.stream().flatMap(List::stream).sorted())
                .containsExactlyElementsOf(IntStream.range(0, clients).boxed().toList());
        assertThat(groups).allMatch(group -> group.size() >= floor).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void refusesGroupsThatAreTooSmallOrTooFew() {
        assertThatThrownBy(() -> GroupDraw.of(29, 10, 3))
                .isInstanceOf(NoGraphException.class)
                .hasMessageContaining("29 in groups of at least 10");
    }
}
