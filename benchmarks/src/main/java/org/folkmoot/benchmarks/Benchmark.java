package org.folkmoot.benchmarks;

import java.io.IOException;
import java.util.List;
import org.folkmoot.benchmarks.result.Figure;

/** Takes figures of one kind. */
public interface Benchmark {
    /** {@return a short name in lower case, also that of its file} */
    String id();

    /** {@return what it does, in words} */
    String title();

    /**
     * Measures.
     *
     * @throws IOException if a measuring process fails
     */
    Outcome take(Effort effort) throws IOException, InterruptedException;

    /**
     * What was measured.
     *
     * @param figures the numbers
     * @param remarks what a reader must know beside them
     */
    record Outcome(List<Figure> figures, List<String> remarks) {
        /** Copies the lists. */
        public Outcome {
            figures = List.copyOf(figures);
            remarks = List.copyOf(remarks);
        }

        /** {@return numbers with remarks} */
        public static Outcome of(List<Figure> figures, String... remarks) {
            return new Outcome(figures, List.of(remarks));
        }
    }
}
