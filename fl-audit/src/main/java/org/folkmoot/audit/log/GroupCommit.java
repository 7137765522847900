package org.folkmoot.audit.log;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.folkmoot.api.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Makes the leaves of many producers durable with one fsync for all that wait.
 *
 * <p>There is no thread of its own. A producer that finds nobody at work leads: it takes all that is queued, writes it,
 * forces it, hands the lead to the first of those who queued meanwhile, and wakes those whose leaves it made durable. A
 * lone producer therefore pays for a write and an fsync only. The queue takes {@value #MAX_QUEUED_BYTES} bytes; who comes
 * when it is full waits for room. Interrupts are kept for the caller and disturb nothing. After the first failure nothing
 * more is taken.
 *
 * <p>Source: DeWitt et al. 1984, "Implementation Techniques for Main Memory Database Systems" (group commit).
 */
final class GroupCommit {
    static final int MAX_QUEUED_BYTES = 16 << 20;

    private static final int MAX_BATCH_BYTES = 4 << 20;

    private final LeafJournal journal;
    private final ArrayDeque<Ticket> queue = new ArrayDeque<>();
    private long queuedBytes;
    private boolean led;
    private boolean closed;
    private volatile @Nullable Throwable failure;

    GroupCommit(LeafJournal journal) {
        this.journal = journal;
    }

    /** {@return why nothing more can be written, if so} */
    @Nullable
    Throwable failure() {
        return failure;
    }

    /** Nothing is written from here on; of several reasons the first is kept. */
    synchronized void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
        notifyAll();
    }

    /**
     * {@return the index of the first of these leaves, all of which are durable now}
     *
     * @throws IllegalStateException if it is closed
     */
    long append(List<Bytes> leaves) throws IOException {
        Ticket mine = new Ticket(leaves, Thread.currentThread());
        if (enqueue(mine) || mine.awaitTurn()) {
            lead();
        }
        return mine.result();
    }

    /** {@return whether the caller leads} */
    private synchronized boolean enqueue(Ticket ticket) throws IOException {
        Uninterruptibly.await(this, () -> queuedBytes < MAX_QUEUED_BYTES || failure != null || closed);
        if (closed) {
            throw new IllegalStateException("log: closed (expected: open)");
        }
        if (failure != null) {
            throw new IOException("an earlier write failed (expected: reopen)", failure);
        }
        queue.add(ticket);
        queuedBytes += ticket.bytes;
        boolean leads = !led;
        led = true;
        return leads;
    }

    private void lead() {
        List<Ticket> batch = nextBatch();
        Throwable failed = failure;
        long first = 0;
        if (failed == null) {
            try {
                first = journal.append(leavesOf(batch));
            } catch (IOException | RuntimeException | Error e) {
                failed = e;
                fail(e);
                takeBack(e);
            }
        }
        passLead();
        for (Ticket ticket : batch) {
            ticket.done(first, failed);
            first += ticket.leaves.size();
        }
    }

    private synchronized List<Ticket> nextBatch() {
        List<Ticket> batch = new ArrayList<>();
        long bytes = 0;
        while (!queue.isEmpty() && (batch.isEmpty() || bytes + queue.peek().bytes <= MAX_BATCH_BYTES)) {
            Ticket next = queue.remove();
            bytes += next.bytes;
            batch.add(next);
        }
        queuedBytes -= bytes;
        notifyAll();
        return batch;
    }

    private static List<Bytes> leavesOf(List<Ticket> batch) {
        List<Bytes> leaves = new ArrayList<>();
        batch.forEach(ticket -> leaves.addAll(ticket.leaves));
        return leaves;
    }

    /** The leaves count as not appended, so they are removed, as far as the disk still obeys. */
    private void takeBack(Throwable cause) {
        try {
            journal.dropUnfinished();
        } catch (IOException | RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    private synchronized void passLead() {
        Ticket next = queue.peek();
        if (next == null) {
            led = false;
            notifyAll();
        } else {
            next.lead();
        }
    }

    /** Takes nothing more, and returns when what was queued is durable or has failed. */
    synchronized void close() {
        closed = true;
        notifyAll();
        Uninterruptibly.await(this, () -> !led);
    }

    /** The leaves of one producer, who waits. */
    private static final class Ticket {
        private final List<Bytes> leaves;
        private final Thread producer;
        private final int bytes;
        private long first;
        private @Nullable Throwable failed;
        private volatile State state = State.QUEUED;

        private enum State {
            QUEUED,
            LEADING,
            DONE
        }

        private Ticket(List<Bytes> leaves, Thread producer) {
            this.leaves = leaves;
            this.producer = producer;
            this.bytes = leaves.stream().mapToInt(Bytes::size).sum();
        }

        /** {@return whether the producer has to lead; if not, its leaves are dealt with} */
        private boolean awaitTurn() {
            boolean interrupted = false;
            while (state == State.QUEUED) {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return state == State.LEADING;
        }

        private void lead() {
            state = State.LEADING;
            LockSupport.unpark(producer);
        }

        private void done(long index, @Nullable Throwable failure) {
            first = index;
            failed = failure;
            state = State.DONE;
            LockSupport.unpark(producer);
        }

        private long result() throws IOException {
            if (failed != null) {
                throw new IOException(String.valueOf(failed.getMessage()), failed);
            }
            return first;
        }
    }
}
