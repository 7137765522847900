package org.folkmoot.aggregation.tile;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Threads that share numbered pieces of work, each piece done whole by one of them, so that how many threads there are
 * decides nothing but the time.
 *
 * @param threads how many, the caller among them
 */
public record Workers(int threads) {
    /** Rejects fewer than one. */
    public Workers {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads + " (expected: >= 1)");
        }
    }

    /** {@return as many as the machine has processors} */
    public static Workers ofThisMachine() {
        return new Workers(Runtime.getRuntime().availableProcessors());
    }

    /**
     * Does the pieces 0 to {@code pieces - 1}; returns when all are done.
     *
     * @param worker makes what one thread works with, which does one piece after another
     */
    void share(int pieces, Supplier<Worker> worker) {
        AtomicInteger next = new AtomicInteger();
        List<Throwable> failures = new ArrayList<>();
        Runnable work = () -> {
            try {
                Worker own = worker.get();
                for (int piece = next.getAndIncrement(); piece < pieces; piece = next.getAndIncrement()) {
                    own.work(piece);
                }
            } catch (RuntimeException | Error e) {
                next.set(pieces);
                synchronized (failures) {
                    failures.add(e);
                }
            }
        };
        List<Thread> others = new ArrayList<>();
        for (int i = 1; i < Math.min(threads, pieces); i++) {
            Thread thread = new Thread(work, "folkmoot-tiles-" + i);
            thread.setDaemon(true);
            thread.start();
            others.add(thread);
        }
        work.run();
        others.forEach(Workers::join);
        if (!failures.isEmpty()) {
            throw rethrown(failures.get(0));
        }
    }

    private static RuntimeException rethrown(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return (RuntimeException) failure;
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** One thread at work. */
    @FunctionalInterface
    interface Worker {
        /** Does one piece. */
        void work(int piece);
    }
}
