package org.folkmoot.engine.collect;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hands replies from the threads of clients to the one thread that made it, the coordinator's. It holds a few at a time
 * and makes faster clients wait, so that memory does not grow with the cohort; the coordinator itself never waits to
 * put. Once closed it swallows what still comes.
 */
public final class Inbox<T> implements AutoCloseable {
    private static final Duration LOOK_UP_EVERY = Duration.ofMillis(50);

    private final Thread owner = Thread.currentThread();
    private final BlockingQueue<Entry<T>> queue = new LinkedBlockingQueue<>();
    private final Semaphore room;
    private volatile boolean closed;

    /** An inbox that holds so many items before it makes others wait. */
    public Inbox(int capacity) {
        this.room = new Semaphore(capacity);
    }

    /** Waits for room, or for the inbox to close. */
    public void put(T item) {
        if (closed) {
            return;
        }
        if (owner.equals(Thread.currentThread())) {
            queue.add(new Entry<>(item, false));
        } else if (waitForRoom()) {
            queue.add(new Entry<>(item, true));
        }
    }

    /** {@return the next item, or null if none comes in time} */
    public @Nullable T poll(Duration timeout) throws InterruptedException {
        Entry<T> entry = queue.poll(Math.max(0, timeout.toNanos()), TimeUnit.NANOSECONDS);
        if (entry == null) {
            return null;
        }
        if (entry.tookRoom()) {
            room.release();
        }
        return entry.item();
    }

    @Override
    public void close() {
        closed = true;
        queue.clear();
    }

    private boolean waitForRoom() {
        boolean interrupted = false;
        boolean got = false;
        while (!got && !closed) {
            try {
                got = room.tryAcquire(LOOK_UP_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return got;
    }

    private record Entry<T>(T item, boolean tookRoom) {}
}
