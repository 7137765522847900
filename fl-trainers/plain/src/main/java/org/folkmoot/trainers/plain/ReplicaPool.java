package org.folkmoot.trainers.plain;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/** Lends replicas, and makes one only when all are lent: there are never more than threads at work at once. */
final class ReplicaPool {
    private final int[] widths;
    private final ConcurrentLinkedDeque<Replica> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger made = new AtomicInteger();

    ReplicaPool(int[] widths) {
        this.widths = widths;
    }

    /** {@return a replica with unspecified contents, for the caller alone until {@link #giveBack}} */
    Replica borrow() {
        Replica replica = idle.pollFirst();
        if (replica == null) {
            replica = new Replica(widths);
            made.incrementAndGet();
        }
        return replica;
    }

    void giveBack(Replica replica) {
        idle.addFirst(replica);
    }

    /** {@return how many replicas exist, lent or idle} */
    int made() {
        return made.get();
    }
}
