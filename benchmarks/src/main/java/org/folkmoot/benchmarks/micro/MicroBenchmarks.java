package org.folkmoot.benchmarks.micro;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.folkmoot.benchmarks.Benchmark;
import org.folkmoot.benchmarks.Effort;
import org.folkmoot.benchmarks.result.Figure;
import org.folkmoot.benchmarks.result.Spread;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/** Runs the JMH benchmarks of this package, for figures beside the others; {@code java -jar} runs them at leisure. */
public final class MicroBenchmarks implements Benchmark {
    private static final String PARAMETERS = "parameters";

    @Override
    public String id() {
        return "micro";
    }

    @Override
    public String title() {
        return "Single mechanisms by JMH, one thread, average time; a sample is an iteration.";
    }

    @Override
    public Outcome take(Effort effort) throws IOException {
        Options options = new OptionsBuilder()
                .include(MicroBenchmarks.class.getPackageName().replace(".", "\\.") + "\\..*")
                .forks(1)
                .warmupIterations(effort.pick(1, 3))
                .warmupTime(TimeValue.milliseconds(effort.pick(100, 300)))
                .measurementIterations(effort.pick(2, 7))
                .measurementTime(TimeValue.milliseconds(effort.pick(100, 300)))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        try {
            return Outcome.of(figures(new Runner(options).run()));
        } catch (RunnerException e) {
            throw new IOException("JMH: " + e.getMessage(), e);
        }
    }

    private static List<Figure> figures(Collection<RunResult> results) {
        List<Figure> figures = new ArrayList<>();
        for (RunResult result : results) {
            BenchmarkParams params = result.getParams();
            Statistics statistics = result.getPrimaryResult().getStatistics();
            Spread micros = new Spread(
                    statistics.getPercentile(50),
                    statistics.getMin(),
                    statistics.getMax(),
                    Math.toIntExact(statistics.getN()));
            String name = name(params.getBenchmark());
            if (params.getParamsKeys().contains(PARAMETERS)) {
                double parameters = Double.parseDouble(params.getParam(PARAMETERS));
                String sized = name + ", " + params.getParam(PARAMETERS) + " parameters";
                figures.add(Figure.of(sized, "µs", micros));
                figures.add(Figure.of(sized, "ns per parameter", micros.map(each -> 1e3 * each / parameters)));
            } else {
                figures.add(Figure.of(name, "µs", micros));
            }
        }
        return figures;
    }

    /** {@return {@code FoldBenchmark.add} of the qualified name} */
    private static String name(String qualified) {
        int method = qualified.lastIndexOf('.');
        return qualified.substring(qualified.lastIndexOf('.', method - 1) + 1);
    }
}
