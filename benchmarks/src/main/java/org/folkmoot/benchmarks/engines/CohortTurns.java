package org.folkmoot.benchmarks.engines;

import java.time.Duration;
import org.folkmoot.benchmarks.workload.Cost;
import org.folkmoot.benchmarks.workload.Samples;
import org.folkmoot.engine.FederationEvent;
import org.folkmoot.engine.FederationListener;
import org.folkmoot.engine.RoundTimings;

/** Runs the bare loop when a round has ended, and keeps the time of both apart. Used by one thread. */
final class CohortTurns implements FederationListener {
    private static final Cost NOTHING = new Cost(0, 0);

    private final BareCohort bare;
    private Cost lastBare;
    private Cost federation = NOTHING;
    private Cost loops = NOTHING;
    private Cost began;

    /** The federation's time begins here. */
    CohortTurns(BareCohort bare) {
        this.bare = bare;
        this.lastBare = turn();
        this.began = Cost.now();
    }

    @Override
    public void on(FederationEvent event) {
        if (event instanceof FederationEvent.AttemptEnded ended) {
            Cost round = Cost.now().minus(began);
            Cost after = turn();
            Samples.print("round times", round.wall() / lastBare.mean(after).wall());
            Samples.print("round", round.wall());
            Samples.print("bare", after.wall());
            print(ended.summary().timings());
            federation = federation.plus(round);
            loops = loops.plus(after);
            lastBare = after;
            began = Cost.now();
        }
    }

    /** The federation's time ends here. */
    void end() {
        Cost whole = federation.plus(Cost.now().minus(began));
        Samples.print("whole", whole.wall() / loops.wall());
        Samples.print("whole cpu", whole.cpu() / loops.cpu());
    }

    private Cost turn() {
        Cost start = Cost.now();
        bare.run();
        return Cost.now().minus(start);
    }

    private static void print(RoundTimings timings) {
        print("waiting", timings.waiting());
        print("checking", timings.checking());
        print("storing", timings.storing());
        print("folding", timings.folding());
        print("forcing", timings.forcing());
        print("signing", timings.signing());
    }

    private static void print(String part, Duration time) {
        Samples.print(part, time.toNanos() / 1e6);
    }
}
