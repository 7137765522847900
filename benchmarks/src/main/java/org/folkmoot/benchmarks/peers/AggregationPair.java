package org.folkmoot.benchmarks.peers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.folkmoot.benchmarks.Benchmark;
import org.folkmoot.benchmarks.Effort;
import org.folkmoot.benchmarks.result.Figure;
import org.folkmoot.benchmarks.workload.Fork;
import org.folkmoot.benchmarks.workload.Samples;

/** Federated averaging beside Flower's: how long it takes, and whether the result depends on the order of arrival. */
public final class AggregationPair implements Benchmark {
    static final String MILLIS = "ms";
    static final String DIFFERING = "differing";

    private static final int CLIENTS = 10;
    private static final int PARAMETERS = 1_000_000;
    private static final int ORDERS = 20;
    private static final String SCRIPT = "flower_fedavg.py";

    @Override
    public String id() {
        return "pair-fedavg-flower";
    }

    @Override
    public String title() {
        return "Weighted average of " + CLIENTS + " updates of " + PARAMETERS
                + " float32 parameters, in memory, one thread, beside flwr.server.strategy.aggregate (versions:"
                + " benchmarks/peers/requirements.txt). Ours checks a bound, sums integers and steps the model; theirs sums"
                + " float32.";
    }

    @Override
    public Outcome take(Effort effort) throws IOException, InterruptedException {
        String repetitions = Integer.toString(effort.pick(5, 20));
        int pairs = effort.pick(2, 5);
        String[] args = {Integer.toString(CLIENTS), Integer.toString(PARAMETERS), repetitions, Integer.toString(ORDERS)
        };
        Fork ours = Fork.ofJava(OurAggregation.class, List.of("-Xmx512m"), args);
        Optional<PeerPython> python = PeerPython.find();
        if (python.isEmpty()) {
            Samples samples = Samples.none();
            for (int i = 0; i < pairs; i++) {
                samples.addAll(ours.run());
            }
            return Outcome.of(figures("ours", samples), "Peer: peer not installed, so there is no ratio.");
        }
        PairedRunner.Pairs both = new PairedRunner(ours::run, python.get().script(SCRIPT, args)::run).run(pairs);
        List<Figure> figures = new ArrayList<>(figures("ours", both.ours()));
        figures.addAll(figures("Flower", both.peer()));
        figures.add(Figure.of("time of ours divided by time of Flower", "times", both.ratio(MILLIS)));
        return Outcome.of(
                figures,
                "A sample is the median of " + repetitions + " averages in one process; the sides take turns.");
    }

    private static List<Figure> figures(String side, Samples samples) {
        return List.of(
                Figure.of(side + ": average of " + CLIENTS + " updates", "ms", samples.of(MILLIS)),
                Figure.of(
                        side + ": results that differ from the first, of " + ORDERS + " orders of arrival",
                        "results",
                        samples.of(DIFFERING)));
    }
}
