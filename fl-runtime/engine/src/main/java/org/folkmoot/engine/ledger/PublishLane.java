package org.folkmoot.engine.ledger;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.jspecify.annotations.Nullable;

/**
 * The way of checkpoints to one ledger or witness: a thread that is at one of them, and room for one that waits, which
 * gives way to a newer one. Offering never waits.
 */
final class PublishLane implements AutoCloseable {
    /** Who is at one checkpoint for longer than this is said to hang, once. */
    private static final Duration HANGING = Duration.ofMinutes(1);

    private final String name;
    private final Publication publication;
    private final Consumer<String> disturbed;
    private final LongSupplier nanoTime;
    private final ExecutorService executor;
    private final AtomicReference<@Nullable SignedCheckpoint> waiting = new AtomicReference<>();
    private volatile @Nullable Long busySince;
    private boolean saidToHang;
    private @Nullable Future<?> last;

    PublishLane(String name, Publication publication, Consumer<String> disturbed, LongSupplier nanoTime) {
        this.name = name;
        this.publication = publication;
        this.disturbed = disturbed;
        this.nanoTime = nanoTime;
        this.executor = Executors.newSingleThreadExecutor(work -> daemon(work, name));
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, "folkmoot-publisher " + name);
        thread.setDaemon(true);
        return thread;
    }

    /** How one checkpoint is published. */
    @FunctionalInterface
    interface Publication {
        /** Publishes it, and may take its time. */
        void publish(SignedCheckpoint checkpoint) throws IOException;
    }

    String name() {
        return name;
    }

    /** Has this checkpoint published as soon as its turn comes, in place of one that still waits. */
    void offer(SignedCheckpoint checkpoint) {
        sayIfItHangs();
        if (waiting.getAndSet(checkpoint) == null) {
            last = executor.submit(this::publishWaiting);
        }
    }

    private void sayIfItHangs() {
        Long since = busySince;
        if (since == null) {
            saidToHang = false;
        } else if (!saidToHang && nanoTime.getAsLong() - since > HANGING.toNanos()) {
            saidToHang = true;
            disturbed.accept(name + ": has not answered for " + HANGING + "; rounds go on without it");
        }
    }

    private void publishWaiting() {
        SignedCheckpoint checkpoint = waiting.getAndSet(null);
        if (checkpoint == null) {
            throw new AssertionError("one task for each checkpoint that waits");
        }
        busySince = nanoTime.getAsLong();
        try {
            publication.publish(checkpoint);
        } catch (IOException | RuntimeException e) {
            disturbed.accept(name + ": " + e.getMessage());
        } finally {
            busySince = null;
        }
    }

    /** {@return whether all that was offered is done with, after waiting for at most so long} */
    boolean isDone(long atMostNanos) throws InterruptedException {
        if (last == null) {
            return true;
        }
        try {
            last.get(atMostNanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            disturbed.accept(name + ": " + e.getCause());
            last = null;
            return true;
        }
    }

    /** Interrupts what is under way, and does not wait for it. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
