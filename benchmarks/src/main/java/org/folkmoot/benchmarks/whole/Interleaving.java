package org.folkmoot.benchmarks.whole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.benchmarks.workload.Cost;
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
    private final Durability durability;
    private ParameterVector before;
    private Cost roundBegan = Cost.now();
    private @Nullable Cost lastBare;

    Interleaving(BareLoop loop, Durability durability, ParameterVector initial) {
        this.loop = loop;
        this.durability = durability;
        this.before = initial;
    }

    @Override
    public void on(FederationEvent event) {
        if (event instanceof FederationEvent.AttemptEnded ended) {
            Cost round = Cost.now().minus(roundBegan);
            Cost bare = loop.run(before);
            Durability.Costs durable = durably();
            if (lastBare != null) {
                report(round, lastBare.mean(bare), bare, ended.summary());
                reportShares(
                        round, lastBare.mean(bare), durable, ended.summary().timings());
            }
            lastBare = bare;
            before = ended.model();
            roundBegan = Cost.now();
        }
    }

    private Durability.Costs durably() {
        try {
            return durability.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Hashing and storing go on beside the training of others, on threads that would train otherwise: a thread's part of
     * them counts as wall time. Signing comes alone, at the end; what it takes of the processor is taken to be as much.
     */
    private static void reportShares(Cost round, Cost around, Durability.Costs durable, RoundTimings timings) {
        double signing = seconds(timings.signing());
        double wall = (durable.hashing().wall() + durable.storing().wall()) / RoundOverhead.THREADS + signing;
        double cpu = durable.hashing().cpu() + durable.storing().cpu() + signing;
        double proving = (durable.hashing().wall() + seconds(timings.checking())) / RoundOverhead.THREADS
                + signing
                + seconds(timings.forcing());
        Samples.print("proving share", 100 * proving / round.wall());
        Samples.print(
                "keeping share", 100 * (proving + durable.storing().wall() / RoundOverhead.THREADS) / round.wall());
        Samples.print("hashing share", 100 * durable.hashing().cpu() / around.cpu());
        Samples.print("storing share", 100 * durable.storing().cpu() / around.cpu());
        Samples.print("signing share", 100 * signing / around.cpu());
        Samples.print("wall without", 100 * ((round.wall() - wall) / around.wall() - 1));
        Samples.print("cpu without", 100 * ((round.cpu() - cpu) / around.cpu() - 1));
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
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
