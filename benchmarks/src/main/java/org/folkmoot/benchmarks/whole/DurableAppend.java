package org.folkmoot.benchmarks.whole;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.audit.log.TransparencyLog;
import org.folkmoot.benchmarks.Benchmark;
import org.folkmoot.benchmarks.Effort;
import org.folkmoot.benchmarks.result.Figure;
import org.folkmoot.benchmarks.result.Spread;
import org.folkmoot.benchmarks.workload.Fork;
import org.folkmoot.benchmarks.workload.Samples;
import org.folkmoot.benchmarks.workload.WorkFolder;
import org.folkmoot.core.storage.Journal;

/**
 * What durability costs. A single producer, beside the disk's own price for it: plain write and fsync, journal append and
 * force, log append, and log append with its tiles and signed checkpoint take turns, in the same folder. Then many
 * producers at once, with the log as it runs: tiles and checkpoints follow in the background, and how far they lag behind
 * is measured.
 */
public final class DurableAppend implements Benchmark {
    private static final int ENTRY_BYTES = 1024;
    private static final int PER_BLOCK = 25;
    private static final double RATIO_PROMISED = 1.2;
    private static final int[] PRODUCERS = {1, 8, 64, 512};
    private static final int PROMISED_PRODUCERS = 64;
    private static final double DURABLE_MICROS_PROMISED = 100;
    private static final double END_TO_END_MICROS_PROMISED = 200;
    private static final double LAG_PROMISED = 1;

    @Override
    public String id() {
        return "durable-append";
    }

    @Override
    public String title() {
        return "Entries of " + ENTRY_BYTES
                + " bytes; each producer waits until its entry is durable. A sample of a time is" + " the median of "
                + PER_BLOCK + ", one of a rate is a run on a fresh log.";
    }

    @Override
    public Outcome take(Effort effort) throws IOException, InterruptedException {
        String blocks = Integer.toString(effort.pick(4, 20));
        Samples single =
                Fork.ofJava(DurableAppend.class, List.of("-Xmx256m"), blocks).run();
        List<Figure> figures = new ArrayList<>(List.of(
                Figure.of("write and fsync", "µs", single.of("raw")),
                Figure.of("journal append", "µs", single.of("journal")),
                Figure.of("log append", "µs", single.of("log")),
                Figure.of("log append, published", "µs", single.of("published")),
                Figure.of("journal append against write and fsync", "times", single.of("journal ratio"))
                        .atMost(RATIO_PROMISED),
                Figure.of("log append against write and fsync", "times", single.of("log ratio"))
                        .atMost(RATIO_PROMISED)));
        for (int producers : PRODUCERS) {
            Samples many = Fork.ofJava(
                            ManyProducers.class,
                            List.of("-Xmx512m"),
                            Integer.toString(producers),
                            Integer.toString(effort.pick(1, 5)),
                            Integer.toString(effort.pick(1, 5)))
                    .run();
            figures.addAll(figures(producers, many));
        }
        return Outcome.of(
                figures,
                "Published: the same append, after which the caller waits for changed tiles and the checkpoint that replaces"
                        + " the old one.",
                "End to end counts until everything appended is under a signed checkpoint. Lag is from an append's return"
                        + " to the first published checkpoint over it, the worst of a run, seen every 10 ms.");
    }

    private static List<Figure> figures(int producers, Samples many) {
        String who = producers + " producers: ";
        Figure durable = Figure.of(who + "durable, for each append", "µs", microsEach(many.of("durable")));
        Figure whole = Figure.of(who + "end to end, for each append", "µs", microsEach(many.of("end to end")));
        Figure lag = Figure.of(who + "longest checkpoint lag", "s", many.of("lag"));
        boolean promised = producers == PROMISED_PRODUCERS;
        return List.of(
                Figure.of(who + "durable appends", "1/s", many.of("durable")),
                Figure.of(who + "end to end", "1/s", many.of("end to end")),
                promised ? durable.atMost(DURABLE_MICROS_PROMISED) : durable,
                promised ? whole.atMost(END_TO_END_MICROS_PROMISED) : whole,
                promised ? lag.atMost(LAG_PROMISED) : lag);
    }

    private static List<Double> microsEach(List<Double> rates) {
        return rates.stream().map(rate -> 1e6 / rate).toList();
    }

    /** Measures so many blocks, after one for warming up. */
    public static void main(String[] args) throws IOException, AuditException {
        byte[] entry = new byte[ENTRY_BYTES];
        new Random(1).nextBytes(entry);
        try (WorkFolder work = WorkFolder.create();
                FileChannel raw = FileChannel.open(
                        work.path().resolve("raw"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                Journal journal = Journal.open(work.path().resolve("journal"));
                TransparencyLog log = TransparencyLog.open(work.path().resolve("log"));
                TransparencyLog shown = TransparencyLog.open(work.path().resolve("shown"))) {
            Append write = () -> writeAndForce(raw, entry);
            Append append = () -> {
                journal.append(entry);
                journal.force();
            };
            Append commit = () -> log.append(Bytes.of(entry));
            Append publish = () -> {
                shown.append(Bytes.of(entry));
                shown.checkpoint();
            };
            block(write, append, commit, publish);
            for (int i = 0; i < Integer.parseInt(args[0]); i++) {
                print(block(write, append, commit, publish));
            }
        }
    }

    /** {@return the median time of each, in microseconds} */
    private static double[] block(Append... appends) throws IOException, AuditException {
        List<List<Double>> micros = new ArrayList<>();
        for (int i = 0; i < appends.length; i++) {
            micros.add(new ArrayList<>());
        }
        for (int turn = 0; turn < PER_BLOCK; turn++) {
            for (int i = 0; i < appends.length; i++) {
                long start = System.nanoTime();
                appends[i].run();
                micros.get(i).add((System.nanoTime() - start) / 1e3);
            }
        }
        return micros.stream().mapToDouble(each -> Spread.of(each).median()).toArray();
    }

    private static void print(double[] medians) {
        Samples.print("raw", medians[0]);
        Samples.print("journal", medians[1]);
        Samples.print("log", medians[2]);
        Samples.print("published", medians[3]);
        Samples.print("journal ratio", medians[1] / medians[0]);
        Samples.print("log ratio", medians[2] / medians[0]);
    }

    private static void writeAndForce(FileChannel channel, byte[] entry) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(entry);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        channel.force(true);
    }

    @FunctionalInterface
    private interface Append {
        void run() throws IOException, AuditException;
    }
}
