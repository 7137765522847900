package org.folkmoot.benchmarks.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.audit.log.TransparencyLog;
import org.folkmoot.benchmarks.workload.Samples;
import org.folkmoot.benchmarks.workload.WorkFolder;

/** Many threads append to one log for a few seconds, while somebody watches its published checkpoint. */
final class ManyProducers {
    private static final int ENTRY_BYTES = 1024;
    private static final int WATCH_MILLIS = 10;

    private final TransparencyLog log;
    private final Path checkpoint;
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicLong appended = new AtomicLong();
    private final ConcurrentSkipListMap<Long, Long> acknowledged = new ConcurrentSkipListMap<>();
    private double worstLag;

    private ManyProducers(TransparencyLog log) {
        this.log = log;
        this.checkpoint = log.folder().resolve("log/checkpoint");
    }

    /** Takes the number of producers, of runs, and of seconds of each. */
    public static void main(String[] args) throws IOException, InterruptedException {
        int producers = Integer.parseInt(args[0]);
        run(producers, 1, false);
        for (int i = 0; i < Integer.parseInt(args[1]); i++) {
            run(producers, Integer.parseInt(args[2]), true);
        }
    }

    private static void run(int producers, int seconds, boolean reported) throws IOException, InterruptedException {
        try (WorkFolder work = WorkFolder.create();
                TransparencyLog log = TransparencyLog.open(work.path().resolve("log"))) {
            new ManyProducers(log).measure(producers, seconds, reported);
        }
    }

    private void measure(int producers, int seconds, boolean reported) throws IOException, InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < producers; i++) {
            threads.add(new Thread(this::produce));
        }
        long start = System.nanoTime();
        threads.forEach(Thread::start);
        long deadline = start + seconds * 1_000_000_000L;
        while (System.nanoTime() < deadline) {
            Thread.sleep(WATCH_MILLIS);
            watch();
        }
        stop.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        double durable = appended.get() / ((System.nanoTime() - start) / 1e9);
        while (!acknowledged.isEmpty()) {
            Thread.sleep(WATCH_MILLIS);
            watch();
        }
        double whole = appended.get() / ((System.nanoTime() - start) / 1e9);
        if (reported) {
            Samples.print("durable", durable);
            Samples.print("end to end", whole);
            Samples.print("lag", worstLag);
        }
    }

    private void produce() {
        Bytes entry = Bytes.of(new byte[ENTRY_BYTES]);
        try {
            while (!stop.get()) {
                long index = log.append(entry).index();
                acknowledged.put(index, System.nanoTime());
                appended.incrementAndGet();
            }
        } catch (AuditException e) {
            throw new IllegalStateException(e);
        }
    }

    private void watch() throws IOException {
        long published = Long.parseLong(Files.readAllLines(checkpoint).get(1));
        long now = System.nanoTime();
        List<Long> covered = new ArrayList<>(acknowledged.headMap(published).keySet());
        for (Long index : covered) {
            Long since = acknowledged.remove(index);
            worstLag = since == null ? worstLag : Math.max(worstLag, (now - since) / 1e9);
        }
    }
}
