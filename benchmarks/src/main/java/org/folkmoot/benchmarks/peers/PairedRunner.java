package org.folkmoot.benchmarks.peers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.benchmarks.result.Spread;
import org.folkmoot.benchmarks.workload.Samples;

/**
 * Measures the library and a peer in turns: ours, theirs, theirs, ours, and so on, each time in a new process, so that
 * both meet the same machine, and neither always goes first. A process gives one number for each name, the median of
 * its own loop; the ratio is taken within a pair, and its spread tells how far it can be trusted.
 */
final class PairedRunner {
    private final Side ours;
    private final Side peer;

    PairedRunner(Side ours, Side peer) {
        this.ours = ours;
        this.peer = peer;
    }

    /** A process that measures. */
    @FunctionalInterface
    interface Side {
        /** Runs it and {@return what it measured} */
        Samples run() throws IOException, InterruptedException;
    }

    /**
     * What both sides came to, pair by pair.
     *
     * @param ours samples of the library
     * @param peer samples of the peer
     */
    record Pairs(Samples ours, Samples peer) {
        /** {@return ours divided by theirs, of the numbers of this name: below 1 where ours is less} */
        Spread ratio(String name) {
            List<Double> mine = ours.of(name);
            List<Double> theirs = peer.of(name);
            if (mine.size() != theirs.size()) {
                throw new IllegalArgumentException(
                        name + ": " + mine.size() + " samples and " + theirs.size() + " (expected: pairs)");
            }
            List<Double> ratios = new ArrayList<>();
            for (int i = 0; i < mine.size(); i++) {
                ratios.add(mine.get(i) / theirs.get(i));
            }
            return Spread.of(ratios);
        }
    }

    /** {@return so many pairs} */
    Pairs run(int pairs) throws IOException, InterruptedException {
        Pairs all = new Pairs(Samples.none(), Samples.none());
        for (int i = 0; i < pairs; i++) {
            boolean oursFirst = i % 2 == 0;
            if (oursFirst) {
                all.ours.addAll(ours.run());
            }
            all.peer.addAll(peer.run());
            if (!oursFirst) {
                all.ours.addAll(ours.run());
            }
        }
        return all;
    }
}
