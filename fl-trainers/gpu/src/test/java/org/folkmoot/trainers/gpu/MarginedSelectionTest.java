package org.folkmoot.trainers.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.folkmoot.trainers.cuda.Gpu;
import org.folkmoot.trainers.cuda.StandInDriver;
import org.junit.jupiter.api.Test;

final class MarginedSelectionTest {
    private static final int N = 7;
    private static final int D = 300;

    @Provide
    Arbitrary<DistanceRule> rules() {
        return Arbitraries.of(new KrumRule(3, 1), new KrumRule(2, 4), new NearestRule(3), new NearestRule(N));
    }

    /** Whatever computes ahead may err in the worst direction in each pair, as long as it keeps to its bound. */
    @Property(tries = 300)
    void anyErrorWithinTheBoundLeavesTheStrictChoice(@ForAll long seed, @ForAll("rules") DistanceRule rule) {
        UpdateMatrix updates = UpdateMatrix.of(nearTies(seed));

        MarginedSelection selection = MarginedSelection.of(rule, updates, given -> erring(given, seed));

        assertThat(selection.chosen()).isEqualTo(rule.choose(StrictDistances.of(updates)));
    }

    /** Updates at almost equal distances: steps of few units in the last place from shared directions. */
    private static float[][] nearTies(long seed) {
        RandomGenerator random = new Random(seed);
        float[][] rows = Updates.random(seed, N, D, 0);
        for (int i = 1; i < N; i++) {
            if (random.nextInt(3) > 0) {
                rows[i] = rows[random.nextInt(i)].clone();
                int c = random.nextInt(D);
                rows[i][c] += random.nextInt(5) * Math.ulp(rows[i][c]) * (random.nextBoolean() ? 1 : 1 << 12);
            }
        }
        return rows;
    }

    /** {@return the strict distances, each moved by as much as a card may err, up or down} */
    private static PairwiseDistances erring(UpdateMatrix updates, long seed) {
        RandomGenerator random = new Random(~seed);
        PairwiseDistances strict = StrictDistances.of(updates);
        ErrorBound card = ErrorBound.ofCard(D);
        double[] moved = new double[PairwiseDistances.pairs(N)];
        for (int i = 0; i < N; i++) {
            for (int j = i + 1; j < N; j++) {
                double factor = 1 + 0.999 * card.relative() * (random.nextBoolean() ? 1 : -1);
                moved[PairwiseDistances.index(N, i, j)] = strict.squared(i, j) * factor;
            }
        }
        return new PairwiseDistances(N, D, moved, card);
    }

    @Test
    void standsWhereTheMarginIsWide() throws Exception {
        UpdateMatrix updates = UpdateMatrix.of(onALine(0, 1, 3, 7, 15));
        try (Gpu gpu = StandInDriver.get().open()) {
            MarginedSelection selection = MarginedSelection.of(new KrumRule(2, 2), updates, GpuDistances.on(gpu)::of);

            assertThat(selection.whyStrict()).isEmpty();
            assertThat(selection.chosen()).containsExactly(List.of(0, 1));
        }
    }

    @Test
    void aTieIsForTheStrictPath() throws Exception {
        UpdateMatrix updates = UpdateMatrix.of(onALine(0, 1, 2, 3, 4));
        try (Gpu gpu = StandInDriver.get().open()) {
            MarginedSelection selection = MarginedSelection.of(new KrumRule(1, 1), updates, GpuDistances.on(gpu)::of);

            assertThat(selection.whyStrict()).contains("margin within the error bound");
            assertThat(selection.chosen()).containsExactly(List.of(0));
        }
    }

    /** The attacker's distance is less by one part in 10^7: float32 cannot tell, the strict path can. */
    @Test
    void aDifferenceThatFloatLosesIsForTheStrictPath() throws Exception {
        float[][] rows = new float[4][2000];
        for (int c = 0; c < 2000; c++) {
            rows[1][c] = 1;
            rows[2][c] = -1;
            rows[3][c] = 9;
        }
        rows[2][1999] = -1 + 0x1p-12f;
        UpdateMatrix updates = UpdateMatrix.of(rows);
        try (Gpu gpu = StandInDriver.get().open()) {
            MarginedSelection selection = MarginedSelection.of(new NearestRule(2), updates, GpuDistances.on(gpu)::of);

            assertThat(selection.whyStrict()).isPresent();
            assertThat(selection.chosen().get(0)).containsExactly(0, 2);
        }
    }

    @Test
    void anOverflowIsForTheStrictPath() throws Exception {
        UpdateMatrix updates = UpdateMatrix.of(onALine(0, 1e30f, 2, 3, -2e30f));
        try (Gpu gpu = StandInDriver.get().open()) {
            MarginedSelection selection = MarginedSelection.of(new KrumRule(3, 3), updates, GpuDistances.on(gpu)::of);

            assertThat(selection.whyStrict()).isPresent();
            assertThat(selection.chosen()).isEqualTo(new KrumRule(3, 3).choose(StrictDistances.of(updates)));
        }
    }

    @Test
    void aCardThatFailsIsReplacedByTheStrictPath() throws Exception {
        StandInDriver driver = StandInDriver.get();
        UpdateMatrix updates = UpdateMatrix.of(onALine(0, 1, 3, 7, 15));
        try (Gpu gpu = driver.open()) {
            driver.fail("cuLaunchKernel", 719, 1);
            MarginedSelection selection = MarginedSelection.of(new KrumRule(2, 2), updates, GpuDistances.on(gpu)::of);

            assertThat(selection.whyStrict())
                    .contains("not computed ahead: kernel slab_distances: launch failed (CUDA 719)");
            assertThat(selection.chosen()).containsExactly(List.of(0, 1));
        }
    }

    @Test
    void refusesMoreNeighboursThanThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        MarginedSelection.of(new KrumRule(2, 1), UpdateMatrix.of(onALine(1, 2)), StrictDistances::of))
                .withMessage("updates: 2 (expected: more than 2 neighbours, at least 1 chosen)");
    }

    private static float[][] onALine(float... places) {
        float[][] rows = new float[places.length][1];
        for (int i = 0; i < places.length; i++) {
            rows[i][0] = places[i];
        }
        return rows;
    }
}
