package org.folkmoot.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.folkmoot.benchmarks.result.Spread;
import org.folkmoot.benchmarks.workload.Samples;
import org.junit.jupiter.api.Test;

final class PairedRunnerTest {
    private final List<String> turns = new ArrayList<>();

    private PairedRunner.Side side(String name, double... values) {
        return () -> {
            int turn = (int) turns.stream().filter(name::equals).count();
            turns.add(name);
            return Samples.parse("sample\tms\t" + values[turn]);
        };
    }

    @Test
    void sidesTakeTurnsAndNeitherAlwaysGoesFirst() throws Exception {
        new PairedRunner(side("ours", 1, 1, 1), side("peer", 1, 1, 1)).run(3);

        assertThat(turns).containsExactly("ours", "peer", "peer", "ours", "ours", "peer");
    }

    @Test
    void ratioIsTakenWithinEachPair() throws Exception {
        PairedRunner.Pairs pairs = new PairedRunner(side("ours", 2, 40, 9), side("peer", 1, 10, 3)).run(3);

        assertThat(pairs.ratio("ms")).isEqualTo(new Spread(3, 2, 4, 3));
    }

    @Test
    void refusesARatioOfUnpairedSamples() {
        PairedRunner.Pairs pairs =
                new PairedRunner.Pairs(Samples.parse("sample\tms\t1\nsample\tms\t2"), Samples.parse("sample\tms\t1"));

        assertThatIllegalArgumentException().isThrownBy(() -> pairs.ratio("ms"));
    }

    @Test
    void aMissingPeerIsNotFound() {
        assertThat(System.getProperty("folkmoot.peer.python")).isNull();
        assertThat(PeerPython.find()).isEmpty();
    }
}
