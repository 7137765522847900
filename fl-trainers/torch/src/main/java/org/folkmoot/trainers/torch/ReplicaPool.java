package org.folkmoot.trainers.torch;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/** Lends replicas, and makes one only when all are lent: there are never more than threads at work at once. */
final class ReplicaPool implements AutoCloseable {
    private final Architecture architecture;
    private final TorchDevice device;
    private final ConcurrentLinkedDeque<Replica> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger made = new AtomicInteger();
    private volatile boolean closed;

    ReplicaPool(Architecture architecture, TorchDevice device) {
        this.architecture = architecture;
        this.device = device;
    }

    /** {@return a replica with unspecified contents, for the caller alone until {@link #giveBack}; called in {@link Work}} */
    Replica borrow() {
        if (closed) {
            throw new IllegalStateException("model: closed (expected: open)");
        }
        Replica replica = idle.pollFirst();
        if (replica == null) {
            replica = new Replica(architecture, device);
            made.incrementAndGet();
        }
        return replica;
    }

    void giveBack(Replica replica) {
        idle.addFirst(replica);
        if (closed) {
            freeIdle();
        }
    }

    /** {@return how many replicas exist or existed} */
    int made() {
        return made.get();
    }

    /** Frees what is idle now, and what is lent when it comes back. */
    @Override
    public void close() {
        closed = true;
        freeIdle();
    }

    private void freeIdle() {
        for (Replica replica = idle.pollFirst(); replica != null; replica = idle.pollFirst()) {
            replica.close();
        }
    }
}
