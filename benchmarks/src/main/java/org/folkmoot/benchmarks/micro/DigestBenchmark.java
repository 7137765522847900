package org.folkmoot.benchmarks.micro;

import java.util.concurrent.TimeUnit;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.benchmarks.workload.AggregationWorkload;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The name of a vector in proofs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DigestBenchmark {
    /** Size of the model. */
    @Param({"10000", "1000000"})
    public int parameters;

    private ParameterVector original = vector(1);
    private ParameterVector unnamed = original;

    /** Makes the vector. */
    @Setup
    public void prepare() {
        original = vector(parameters);
    }

    /** Takes a copy, because a vector remembers its digest. */
    @Setup(Level.Invocation)
    public void forget() {
        unnamed = ParameterVector.of(original.layout(), original.toFloatArray());
    }

    /** Names the vector. */
    @Benchmark
    public Digest parameterDigest() {
        return unnamed.digest();
    }

    private static ParameterVector vector(int parameters) {
        return AggregationWorkload.of(parameters, 1).updates().get(0);
    }
}
