package org.folkmoot.benchmarks.peers;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.folkmoot.aggregation.AggregationStrategy;
import org.folkmoot.aggregation.FedAvg;
import org.folkmoot.aggregation.RoundFold;
import org.folkmoot.aggregation.robust.Bulyan;
import org.folkmoot.aggregation.robust.CoordinateMedian;
import org.folkmoot.aggregation.robust.Krum;
import org.folkmoot.aggregation.robust.TrimmedMean;
import org.folkmoot.api.round.ClearUpdate;
import org.folkmoot.benchmarks.workload.AggregationWorkload;
import org.folkmoot.benchmarks.workload.Samples;

/** Our side of {@link RobustPair}. */
public final class OurRobust {
    static final String MEAN = "mean";
    static final String MEDIAN = "median";
    static final String TRIMMED = "trimmed";
    static final String KRUM = "krum";
    static final String BULYAN = "bulyan";
    static final String WHOLE = " with spilling";

    /** Fewer values have to be sorted before the loops are compiled where there are more clients. */
    private static final int WARM_UP = 300;

    private OurRobust() {}

    /** Arguments: clients, parameters, repetitions, then the rules. */
    public static void main(String[] args) throws IOException {
        int clients = Integer.parseInt(args[0]);
        int repetitions = Integer.parseInt(args[2]);
        List<String> rules = Arrays.asList(args).subList(3, args.length);
        AggregationWorkload updates = AggregationWorkload.of(Integer.parseInt(args[1]), clients);
        for (String rule : rules) {
            AggregationWorkload workload = AggregationWorkload.of(
                    updates.before().model().layout(), updates.updates(), strategy(rule, clients));
            measure(rule, workload, repetitions);
        }
    }

    private static AggregationStrategy strategy(String rule, int clients) {
        int arbitrary = (clients - 3) / 4;
        return switch (rule) {
            case MEAN -> AggregationStrategy.of(FedAvg.weighted());
            case MEDIAN -> AggregationStrategy.of(CoordinateMedian.create());
            case TRIMMED -> AggregationStrategy.of(TrimmedMean.cutting(0.2));
            case KRUM -> AggregationStrategy.of(Krum.tolerating(arbitrary));
            case BULYAN -> AggregationStrategy.of(Bulyan.tolerating(arbitrary));
            default -> throw new IllegalArgumentException("rule: " + rule + " (expected: one of Flower's)");
        };
    }

    private static void measure(String rule, AggregationWorkload workload, int repetitions) throws IOException {
        int clients = workload.updates().size();
        List<ClearUpdate> contributions =
                IntStream.range(0, clients).mapToObj(workload::contribution).toList();
        boolean isSlow = rule.equals(KRUM) || rule.equals(BULYAN);
        int warmUp = Math.max(2, WARM_UP / clients / (isSlow ? 5 : 1));
        double leastRule = Double.POSITIVE_INFINITY;
        double leastWhole = Double.POSITIVE_INFINITY;
        try (RoundFold fold = RoundFold.of(workload.program())) {
            for (int i = -warmUp; i < repetitions; i++) {
                fold.begin(workload.before());
                long start = System.nanoTime();
                for (ClearUpdate each : contributions) {
                    fold.add(each, 0);
                }
                long added = System.nanoTime();
                fold.finish();
                long end = System.nanoTime();
                leastRule = i < 0 ? leastRule : Math.min(leastRule, (end - added) / 1e6);
                leastWhole = i < 0 ? leastWhole : Math.min(leastWhole, (end - start) / 1e6);
            }
        }
        Samples.print(rule, leastRule);
        Samples.print(rule + WHOLE, leastWhole);
    }
}
