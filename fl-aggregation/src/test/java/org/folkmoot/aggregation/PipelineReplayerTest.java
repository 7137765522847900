package org.folkmoot.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.ClearUpdate;
import org.folkmoot.api.round.Contribution;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.RoundReplayer;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.api.round.UnknownRuleException;
import org.folkmoot.core.canonical.CanonicalProgram;
import org.folkmoot.testkit.FolkmootArbitraries;
import org.folkmoot.testkit.RoundReplayerContract;
import org.junit.jupiter.api.Test;

final class PipelineReplayerTest implements RoundReplayerContract {
    private static final ParameterLayout TWO = ParameterLayout.float32(ParameterBlock.trainable("w", 2));

    @Property(tries = 100)
    void replayGivesTheBitsOfTheLiveRound(
            @ForAll(supplier = FolkmootArbitraries.Layouts.class) ParameterLayout layout, @ForAll long seed)
            throws Exception {
        Random random = new Random(seed);
        RoundProgram program = Programs.of(FedAvg.weighted(), ServerSgd.of(0.3), layout, 9);
        List<Share> shares = Share.random(layout, 1 + random.nextInt(9), random);
        RoundState before = RoundState.of(Share.random(layout, 1, random).get(0).delta());
        LinearFold live = LinearFold.of(program);
        shares.forEach(share -> live.add(share.delta(), share.examples()));
        List<Share> disclosed = new ArrayList<>(shares);
        Collections.shuffle(disclosed, random);
        RoundProgram read = CanonicalProgram.fromJson(CanonicalProgram.toJson(program));
        assertThat(new PipelineReplayer().replay(read, 1, before, updates(disclosed)))
                .isEqualTo(new RoundReplayer.Replayed(live.finish(before), live.totalWeight(), new TreeMap<>()));
    }

    @Override
    public RoundReplayer replayer() {
        return new PipelineReplayer();
    }

    @Override
    public RoundProgram program() {
        return Programs.of(FedAvg.weighted(), ServerSgd.of(0.3), TWO, 9, 2);
    }

    @Override
    public RoundState before() {
        return RoundState.of(ParameterVector.of(TWO, new float[] {1, -2}));
    }

    @Override
    public List<Contribution> included() {
        List<Contribution> updates = new ArrayList<>();
        Share.random(TWO, 4, new Random(5))
                .forEach(share -> updates.add(Programs.update(share.delta(), share.examples())));
        return updates;
    }

    @Test
    void refusesFewerContributionsThanTheProgramAsksFor() {
        RoundProgram program = Programs.of(FedAvg.uniform(), ServerSgd.defaults(), TWO, 9, 3);
        List<Share> two = Share.random(TWO, 2, new Random(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> replay(program, two))
                .withMessage("contributions: 2 (expected: >= 3)");
    }

    @Test
    void refusesAContributionThatDoesNotFit() {
        RoundProgram program = Programs.of(FedAvg.uniform(), TWO, 9);
        ParameterVector nan = ParameterVector.of(TWO, new float[] {0, Float.NaN});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> replay(program, List.of(new Share(nan, 1))))
                .withMessage("delta[1]: NaN (expected: magnitude <= 16.0)");
    }

    @Test
    void saysWhichRuleItDoesNotKnow() {
        RoundProgram known = Programs.of(FedAvg.uniform(), TWO, 9);
        RoundProgram unknown = new RoundProgram(
                known.collection(),
                TWO,
                List.of(
                        Programs.queryStage("acme/mid-mean/1", new TreeMap<>()),
                        known.stages().get(1)),
                known.encoding(),
                known.participation(),
                1,
                known.disclosure());
        assertThatExceptionOfType(UnknownRuleException.class)
                .isThrownBy(() -> replay(unknown, Share.random(TWO, 1, new Random(1))))
                .withMessageContaining("folkmoot/fedavg/1")
                .extracting(UnknownRuleException::id)
                .isEqualTo("acme/mid-mean/1");
    }

    private static RoundState replay(RoundProgram program, List<Share> shares) {
        RoundState before = RoundState.of(ParameterVector.zeros(program.layout()));
        return new PipelineReplayer()
                .replay(program, 1, before, updates(shares))
                .state();
    }

    private static Iterator<ClearUpdate> updates(List<Share> shares) {
        return shares.stream()
                .map(share -> Programs.update(share.delta(), share.examples()))
                .iterator();
    }
}
