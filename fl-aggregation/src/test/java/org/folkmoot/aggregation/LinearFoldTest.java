package org.folkmoot.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.testkit.FolkmootArbitraries;
import org.junit.jupiter.api.Test;

final class LinearFoldTest {
    private static final int MAX_CLIENTS = 12;
    private static final ParameterLayout TWO = ParameterLayout.float64(ParameterBlock.trainable("w", 2));

    @Property(tries = 200)
    void anyOrderAndAnyMergeTreeGiveTheSameBits(
            @ForAll(supplier = FolkmootArbitraries.Layouts.class) ParameterLayout layout, @ForAll long seed) {
        Random random = new Random(seed);
        RoundProgram program = Programs.of(FedAvg.weighted(), ServerSgd.of(0.7), layout, MAX_CLIENTS);
        List<Share> shares = Share.random(layout, 1 + random.nextInt(MAX_CLIENTS), random);
        RoundState inOrder = finish(program, shares);
        List<Share> shuffled = new ArrayList<>(shares);
        Collections.shuffle(shuffled, random);
        assertThat(finish(program, shuffled)).isEqualTo(inOrder);
        LinearFold merged = mergeTree(program, shuffled, random);
        assertThat(merged.finish(start(layout))).isEqualTo(inOrder);
        assertThat(merged.count()).isEqualTo(shares.size());
        assertThat(merged.totalWeight())
                .isEqualTo(shares.stream().mapToLong(Share::examples).sum());
    }

    private static LinearFold mergeTree(RoundProgram program, List<Share> shares, Random random) {
        LinearFold fold = LinearFold.of(program);
        if (shares.size() <= 1) {
            shares.forEach(share -> fold.add(share.delta(), share.examples()));
            return fold;
        }
        int cut = random.nextInt(shares.size() - 1) + 1;
        fold.merge(mergeTree(program, shares.subList(0, cut), random));
        fold.merge(mergeTree(program, shares.subList(cut, shares.size()), random));
        return fold;
    }

    @Property(tries = 100)
    void equalWeightsGiveTheUniformMean(@ForAll long seed) {
        Random random = new Random(seed);
        List<Share> shares = Share.random(TWO, 1 + random.nextInt(MAX_CLIENTS), random);
        long examples = random.nextInt(20_000) + 1L;
        List<Share> equal =
                shares.stream().map(share -> share.withExamples(examples)).toList();
        assertThat(finish(Programs.of(FedAvg.weighted(), TWO, MAX_CLIENTS), equal))
                .isEqualTo(finish(Programs.of(FedAvg.uniform(), TWO, MAX_CLIENTS), shares));
    }

    /** The differences are multiples of 2^-20, so their sums are exact in a double whatever the scale. */
    @Property(tries = 100)
    void scalingDifferencesScalesTheMeanAndScalingWeightsDoesNot(@ForAll long seed) {
        Random random = new Random(seed);
        RoundProgram program = Programs.of(FedAvg.weighted(), TWO, MAX_CLIENTS);
        List<Share> shares = Share.random(TWO, 1 + random.nextInt(MAX_CLIENTS), random);
        RoundState mean = finish(program, shares);
        RoundState eightTimes =
                finish(program, shares.stream().map(share -> share.scaled(8)).toList());
        assertThat(eightTimes.model())
                .isEqualTo(new Share(mean.model(), 1).scaled(8).delta());
        List<Share> heavier = shares.stream()
                .map(share -> share.withExamples(20 * share.examples()))
                .toList();
        assertThat(finish(program, heavier)).isEqualTo(mean);
    }

    @Property(tries = 100)
    void oneClientCountsAsManyTimesAsItHasExamples(@ForAll long seed) {
        Random random = new Random(seed);
        RoundProgram program = Programs.of(FedAvg.weighted(), TWO, MAX_CLIENTS);
        List<Share> shares = Share.random(TWO, 2, random);
        LinearFold repeated = LinearFold.of(program);
        for (int i = 0; i < 5; i++) {
            repeated.add(shares.get(0).delta(), 1);
        }
        repeated.add(shares.get(1).delta(), 3);
        List<Share> weighted =
                List.of(shares.get(0).withExamples(5), shares.get(1).withExamples(3));
        assertThat(repeated.finish(start(TWO))).isEqualTo(finish(program, weighted));
    }

    @Test
    void aRefusedContributionLeavesTheSumAsItWas() {
        RoundProgram program = Programs.of(FedAvg.weighted(), TWO, MAX_CLIENTS);
        LinearFold fold = LinearFold.of(program);
        ParameterVector good = ParameterVector.of(TWO, new double[] {1, 2});
        fold.add(good, 3);
        RoundState before = fold.finish(start(TWO));
        for (double bad : new double[] {16.1, Double.NaN, Double.NEGATIVE_INFINITY}) {
            ParameterVector delta = ParameterVector.of(TWO, new double[] {5, bad});
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> fold.add(delta, 1))
                    .withMessage("delta[1]: " + bad + " (expected: magnitude <= 16.0)");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fold.add(good, 0))
                .withMessage("examples: 0 (expected: >= 1)");
        ParameterLayout other = ParameterLayout.float64(ParameterBlock.trainable("v", 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fold.add(ParameterVector.zeros(other), 1))
                .withMessageStartingWith("layout: ");
        assertThat(fold.finish(start(TWO))).isEqualTo(before);
        assertThat(fold.count()).isEqualTo(1);
        assertThat(fold.totalWeight()).isEqualTo(3);
    }

    @Test
    void refusesMergesThatMakeNoSense() {
        RoundProgram program = Programs.of(FedAvg.uniform(), TWO, 1);
        LinearFold fold = LinearFold.of(program);
        fold.add(ParameterVector.zeros(TWO), 1);
        assertThatIllegalArgumentException().isThrownBy(() -> fold.merge(fold)).withMessageStartingWith("other: ");
        LinearFold stranger = LinearFold.of(Programs.of(FedAvg.uniform(), TWO, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fold.merge(stranger))
                .withMessageStartingWith("program: ");
        LinearFold full = LinearFold.of(program);
        full.add(ParameterVector.zeros(TWO), 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fold.merge(full))
                .withMessage("total weight: 1 + 1 (expected: <= 1)");
        assertThat(fold.count()).isEqualTo(1);
    }

    @Test
    void refusesToFinishOverNothingOrOverAnotherModel() {
        LinearFold fold = LinearFold.of(Programs.of(FedAvg.uniform(), TWO, 1));
        assertThatIllegalStateException()
                .isThrownBy(() -> fold.finish(start(TWO)))
                .withMessage("contributions: 0 (expected: >= 1)");
        fold.add(ParameterVector.zeros(TWO), 1);
        ParameterLayout other = ParameterLayout.float64(ParameterBlock.trainable("v", 2));
        assertThatIllegalArgumentException().isThrownBy(() -> fold.finish(start(other)));
    }

    private static RoundState finish(RoundProgram program, List<Share> shares) {
        LinearFold fold = LinearFold.of(program);
        shares.forEach(share -> fold.add(share.delta(), share.examples()));
        return fold.finish(start(program.layout()));
    }

    private static RoundState start(ParameterLayout layout) {
        return RoundState.of(ParameterVector.zeros(layout));
    }
}
