package org.folkmoot.benchmarks.micro;

import java.util.concurrent.TimeUnit;
import org.folkmoot.aggregation.FedAvg;
import org.folkmoot.aggregation.LinearFold;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.benchmarks.workload.AggregationWorkload;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One update into the sum: check of the bound, fixed-point encoding, addition. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FoldBenchmark {
    private static final long ROOM = FedAvg.DEFAULT_WEIGHT_CAP;

    /** Size of the model. */
    @Param({"10000", "100000", "1000000"})
    public int parameters;

    private AggregationWorkload workload = AggregationWorkload.of(1, 1);
    private LinearFold fold = workload.emptyFold();

    /** Makes the update. */
    @Setup
    public void prepare() {
        workload = AggregationWorkload.of(parameters, 1);
        fold = workload.emptyFold();
    }

    /** Adds the update as one example; a sum that has no room left is replaced, once in thousands of calls. */
    @Benchmark
    public LinearFold add() {
        if (fold.totalWeight() == ROOM) {
            fold = workload.emptyFold();
        }
        ParameterVector update = workload.updates().get(0);
        fold.add(update, 1);
        return fold;
    }
}
