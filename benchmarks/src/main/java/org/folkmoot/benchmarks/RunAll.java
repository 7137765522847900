package org.folkmoot.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.benchmarks.engines.CohortCnn;
import org.folkmoot.benchmarks.engines.TrainerThroughput;
import org.folkmoot.benchmarks.gpu.DistancesOnCard;
import org.folkmoot.benchmarks.gpu.MedianOnCard;
import org.folkmoot.benchmarks.gpu.SimulationOnCard;
import org.folkmoot.benchmarks.micro.MicroBenchmarks;
import org.folkmoot.benchmarks.niid.NiidBench;
import org.folkmoot.benchmarks.peers.AggregationPair;
import org.folkmoot.benchmarks.peers.PrivacyPair;
import org.folkmoot.benchmarks.peers.RobustPair;
import org.folkmoot.benchmarks.peers.SecurePair;
import org.folkmoot.benchmarks.result.Figure;
import org.folkmoot.benchmarks.result.Machine;
import org.folkmoot.benchmarks.result.Result;
import org.folkmoot.benchmarks.result.ResultFolder;
import org.folkmoot.benchmarks.result.Spread;
import org.folkmoot.benchmarks.robustness.Robustness;
import org.folkmoot.benchmarks.whole.AuditCost;
import org.folkmoot.benchmarks.whole.DurableAppend;
import org.folkmoot.benchmarks.whole.MeanGrowth;
import org.folkmoot.benchmarks.whole.RoundOverhead;
import org.folkmoot.benchmarks.whole.UnitTestFederation;
import org.folkmoot.benchmarks.whole.VerifyChain;
import org.folkmoot.benchmarks.whole.VirtualClients;
import org.folkmoot.benchmarks.workload.WorkFolder;

/**
 * Takes all figures, or those whose ids are given, and writes them to {@code benchmarks/results}.
 *
 * <p>{@code --full} changes nothing; {@code --quick} takes few samples and writes to {@code benchmarks/target/results-quick}; {@code --render} measures
 * nothing and makes the page anew. A benchmark that fails does not keep the others from running. Run it from the root of the repository, on a machine that does nothing else.
 */
public final class RunAll {
    private static final List<Benchmark> ALL = List.of(
            new UnitTestFederation(),
            new DurableAppend(),
            new AggregationPair(),
            new RobustPair(),
            new SecurePair(),
            new PrivacyPair(),
            new MeanGrowth(),
            new VirtualClients(),
            new VerifyChain(),
            new RoundOverhead(),
            new AuditCost(),
            new TrainerThroughput(),
            new CohortCnn(),
            new MicroBenchmarks(),
            new NiidBench(),
            new Robustness(),
            new DistancesOnCard(),
            new MedianOnCard(),
            new SimulationOnCard());

    private RunAll() {}

    /** Runs. */
    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>(List.of(args));
        Effort effort = ids.remove("--quick") ? Effort.QUICK : Effort.FULL;
        ids.remove("--full");
        boolean renderOnly = ids.remove("--render");
        ResultFolder results =
                ResultFolder.open(Path.of("benchmarks", effort == Effort.QUICK ? "target/results-quick" : "results"));
        List<String> failed = new ArrayList<>();
        Machine machine = Machine.here(WorkFolder.root());
        for (Benchmark benchmark : renderOnly ? List.<Benchmark>of() : chosen(ids)) {
            try {
                results.put(take(benchmark, effort, machine));
            } catch (IOException e) {
                failed.add(benchmark.id());
                System.err.println(benchmark.id() + ": " + e.getMessage());
            }
        }
        results.render();
        if (!failed.isEmpty()) {
            throw new IllegalStateException("failed: " + failed + " (expected: none)");
        }
    }

    private static List<Benchmark> chosen(List<String> ids) {
        List<String> known = ALL.stream().map(Benchmark::id).toList();
        if (!known.containsAll(ids)) {
            throw new IllegalArgumentException("benchmarks: " + ids + " (expected: some of " + known + ")");
        }
        return ALL.stream()
                .filter(each -> ids.isEmpty() || ids.contains(each.id()))
                .toList();
    }

    private static Result take(Benchmark benchmark, Effort effort, Machine machine)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        Machine before = machine.with("loadBefore", Machine.load());
        Benchmark.Outcome outcome = benchmark.take(effort);
        System.out.printf("%s: %.1f s%n", benchmark.id(), (System.nanoTime() - start) / 1e9);
        for (Figure figure : outcome.figures()) {
            Spread spread = figure.spread();
            System.out.printf(
                    "  %-70s %12.4g %s (%.4g to %.4g)%n",
                    figure.name(), spread.median(), figure.unit(), spread.min(), spread.max());
        }
        return new Result(
                benchmark.id(),
                benchmark.title(),
                before.with("loadAfter", Machine.load()),
                outcome.figures(),
                outcome.remarks());
    }
}
