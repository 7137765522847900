package org.folkmoot.benchmarks.peers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.folkmoot.api.Digest;
import org.folkmoot.benchmarks.result.Spread;
import org.folkmoot.benchmarks.workload.AggregationWorkload;
import org.folkmoot.benchmarks.workload.Samples;

/** Our side of {@link AggregationPair}. */
public final class OurAggregation {
    private static final int WARM_UP = 10;

    private OurAggregation() {}

    /** Arguments: clients, parameters, repetitions, orders of arrival. */
    public static void main(String[] args) {
        int clients = Integer.parseInt(args[0]);
        AggregationWorkload workload = AggregationWorkload.of(Integer.parseInt(args[1]), clients);
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, clients).boxed().toList());
        Samples.print(AggregationPair.MILLIS, millis(workload, order, Integer.parseInt(args[2])));
        Samples.print(AggregationPair.DIFFERING, differing(workload, order, Integer.parseInt(args[3])));
    }

    private static double millis(AggregationWorkload workload, List<Integer> order, int repetitions) {
        List<Double> millis = new ArrayList<>();
        for (int i = -WARM_UP; i < repetitions; i++) {
            long start = System.nanoTime();
            int size = workload.aggregate(order).model().size();
            double taken = (System.nanoTime() - start) / 1e6;
            if (i >= 0 && size > 0) {
                millis.add(taken);
            }
        }
        return Spread.of(millis).median();
    }

    private static int differing(AggregationWorkload workload, List<Integer> order, int orders) {
        Digest first = workload.aggregate(order).model().digest();
        Random random = new Random(1);
        int differing = 0;
        for (int i = 0; i < orders; i++) {
            Collections.shuffle(order, random);
            differing += workload.aggregate(order).model().digest().equals(first) ? 0 : 1;
        }
        return differing;
    }
}
