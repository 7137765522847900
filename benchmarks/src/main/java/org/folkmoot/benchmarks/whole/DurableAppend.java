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
 * What durability costs a single producer, beside the disk's own price for it: plain write and fsync, journal append and
 * force, log append with its tiles and signed checkpoint take turns, in the same folder.
 */
public final class DurableAppend implements Benchmark {
    private static final int ENTRY_BYTES = 1024;
    private static final int PER_BLOCK = 25;
    private static final double JOURNAL_PROMISED = 1.2;

    @Override
    public String id() {
        return "durable-append";
    }

    @Override
    public String title() {
        return "One producer appends entries of " + ENTRY_BYTES
                + " bytes and waits until each is durable; a sample is the median of " + PER_BLOCK + ".";
    }

    @Override
    public Outcome take(Effort effort) throws IOException, InterruptedException {
        String blocks = Integer.toString(effort.pick(4, 20));
        Samples samples =
                Fork.ofJava(DurableAppend.class, List.of("-Xmx256m"), blocks).run();
        return Outcome.of(
                List.of(
                        Figure.of("write and fsync", "µs", samples.of("raw")),
                        Figure.of("journal append", "µs", samples.of("journal")),
                        Figure.of("log append, published", "µs", samples.of("log")),
                        Figure.of("journal append against write and fsync", "times", samples.of("journal ratio"))
                                .atMost(JOURNAL_PROMISED),
                        Figure.of("log append against write and fsync", "times", samples.of("log ratio"))),
                "A log append is several forced writes: the journal, changed tiles, and the checkpoint that replaces the"
                        + " old one.");
    }

    /** Measures so many blocks, after one for warming up. */
    public static void main(String[] args) throws IOException, AuditException {
        byte[] entry = new byte[ENTRY_BYTES];
        new Random(1).nextBytes(entry);
        try (WorkFolder work = WorkFolder.create();
                FileChannel raw = FileChannel.open(
                        work.path().resolve("raw"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                Journal journal = Journal.open(work.path().resolve("journal"));
                TransparencyLog log = TransparencyLog.open(work.path().resolve("log"))) {
            Append write = () -> writeAndForce(raw, entry);
            Append append = () -> {
                journal.append(entry);
                journal.force();
            };
            Append publish = () -> log.append(Bytes.of(entry));
            block(write, append, publish);
            for (int i = 0; i < Integer.parseInt(args[0]); i++) {
                print(block(write, append, publish));
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
