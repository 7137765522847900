package org.folkmoot.benchmarks.whole;

import java.time.Duration;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.benchmarks.workload.Samples;
import org.folkmoot.engine.FederationEvent;
import org.folkmoot.engine.FederationListener;
import org.folkmoot.engine.RoundSummary;
import org.folkmoot.engine.RoundTimings;
import org.jspecify.annotations.Nullable;

/**
 * Runs the bare loop after each round, from the model that the round began with. A round lasts from the end of the loop
 * before it to the moment its end is told, so nothing the library does between rounds is left out but the receipts of
 * the last one.
 */
final class Interleaving implements FederationListener {
    private final BareLoop loop;
    private ParameterVector before;
    private Cost roundBegan = Cost.now();
    private @Nullable Cost lastBare;

    Interleaving(BareLoop loop, ParameterVector initial) {
        this.loop = loop;
        this.before = initial;
    }

    @Override
    public void on(FederationEvent event) {
        if (event instanceof FederationEvent.AttemptEnded ended) {
            Cost round = Cost.now().minus(roundBegan);
            Cost bare = loop.run(before);
            if (lastBare != null) {
                report(round, lastBare.mean(bare), bare, ended.summary());
            }
            lastBare = bare;
            before = ended.model();
            roundBegan = Cost.now();
        }
    }

    private static void report(Cost round, Cost around, Cost bare, RoundSummary summary) {
        Samples.print("wall", 100 * (round.wall() / around.wall() - 1));
        Samples.print("cpu", 100 * (round.cpu() / around.cpu() - 1));
        Samples.print("round", round.wall());
        Samples.print("bare", bare.wall());
        RoundTimings timings = summary.timings();
        print("waiting", timings.waiting());
        print("checking", timings.checking());
        print("storing", timings.storing());
        print("folding", timings.folding());
        print("evaluating", timings.evaluating());
        print("forcing", timings.forcing());
        print("signing", timings.signing());
    }

    private static void print(String part, Duration time) {
        Samples.print(part, time.toNanos() / 1e6);
    }
}
