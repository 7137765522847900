package org.folkmoot.benchmarks.gpu;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.folkmoot.benchmarks.Effort;
import org.folkmoot.benchmarks.result.Figure;
import org.folkmoot.benchmarks.result.Spread;
import org.folkmoot.benchmarks.workload.Fork;
import org.folkmoot.benchmarks.workload.Samples;

/**
 * One workload on two threads of the processor and on a card, each in a JVM of its own, and what a reader is told.
 *
 * @param cpu what the processor took
 * @param card what the card took; nothing but the reason where there is none
 */
record Sides(Samples cpu, Samples card) {
    /** Arguments of a measuring process. */
    static final String CPU = "cpu";

    static final String CARD = "card";
    /** Beginnings of sample names that carry text. */
    static final String RAN_ON = "card: ";

    static final String NO_CARD = "no card: ";
    /** Sample names of the yardsticks, in GB/s and TFLOP/s. */
    static final String COPY_RATE = "copy rate";

    static final String MATRIX_RATE = "matrix rate";

    /** Runs the main class twice, with {@code cpu} or {@code card} and the effort as arguments. */
    static Sides measure(Class<?> main, Effort effort, String heap) throws IOException, InterruptedException {
        // The common pool's one thread and the caller are two.
        List<String> twoThreads = List.of(heap, "-Djava.util.concurrent.ForkJoinPool.common.parallelism=1");
        List<String> native22 = new ArrayList<>(List.of(heap, "--enable-native-access=ALL-UNNAMED"));
        Optional.ofNullable(System.getProperty(CardRun.DRIVER))
                .ifPresent(driver -> native22.add("-D" + CardRun.DRIVER + "=" + driver));
        return new Sides(
                Fork.ofJava(main, twoThreads, CPU, effort.name()).run(),
                onCard(Fork.ofJava(main, native22, CARD, effort.name())));
    }

    /** A card that fails does not take the processor's figures with it. */
    private static Samples onCard(Fork fork) throws InterruptedException {
        try {
            return fork.run();
        } catch (IOException e) {
            Samples none = Samples.none();
            none.add(NO_CARD + "it failed: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "), 0);
            return none;
        }
    }

    boolean ranOnCard() {
        return card.after(RAN_ON).isPresent();
    }

    /** {@return the closing note} */
    String note() {
        return card.after(RAN_ON)
                .map(name -> "Ran on a card: " + name + ".")
                .orElseGet(() -> "Did not run on a card (" + card.after(NO_CARD).orElse("unknown")
                        + "): only the processor's figures stand here.");
    }

    /** {@return the card's memory and arithmetic rates, in the same process as the rest; none without a card} */
    List<Figure> yardsticks() {
        return ranOnCard()
                ? List.of(
                        Figure.of("device copy rate, bytes read and written", "GB/s", card.of(COPY_RATE)),
                        Figure.of("device matrix rate, float32 without tensor cores", "TFLOP/s", card.of(MATRIX_RATE)))
                : List.of();
    }

    /** {@return samples of the card over the median of the processor's} */
    List<Double> ratio(String cardName, String cpuName) {
        double denominator = Spread.of(cpu.of(cpuName)).median();
        return card.of(cardName).stream().map(each -> each / denominator).toList();
    }
}
