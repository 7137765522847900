package org.folkmoot.benchmarks.whole;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.benchmarks.Benchmark;
import org.folkmoot.benchmarks.Effort;
import org.folkmoot.benchmarks.result.Figure;
import org.folkmoot.benchmarks.workload.Samples;

/** What leaving a proof costs a round of many clients with a model of a million parameters. */
public final class AuditCost implements Benchmark {
    private static final int CLIENTS = 100;
    private static final int EXAMPLES = 600;
    private static final double PERCENT_PROMISED = 3;

    @Override
    public String id() {
        return "audit-cost";
    }

    @Override
    public String title() {
        return "What the proof costs a round of " + CLIENTS
                + " clients: multi-layer perceptron 784-1024-200-10 (1.01 M parameters), " + EXAMPLES
                + " examples each, one epoch, batches of 32, " + RoundOverhead.THREADS
                + " threads, warm; clear updates, signed and stored, log on disk.";
    }

    @Override
    public Outcome take(Effort effort) throws IOException, InterruptedException {
        Samples samples = RoundOverhead.fork("3g", Integer.toString(effort.pick(3, 7)), CLIENTS, EXAMPLES);
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of(
                        "proof: hashes, signatures, leaf, checkpoint, fsync; of the round's wall time",
                        "%",
                        samples.of("proving share"))
                .atMost(PERCENT_PROMISED));
        figures.add(Figure.of("the same with all updates written, for replay", "%", samples.of("keeping share")));
        figures.add(Figure.of("round", "s", samples.of("round")));
        for (String part : List.of("checking", "storing", "forcing", "signing")) {
            figures.add(Figure.of("coordinator: " + part, "ms", samples.of(part)));
        }
        return Outcome.of(
                figures,
                "Hashing and writing go on beside the training of others, on a thread that would train otherwise: half of"
                        + " their time, measured alone after each round, is counted, and half of checking. Signing comes"
                        + " alone, at the end, and counts whole; so does the fsync, of which most is for the updates.");
    }
}
