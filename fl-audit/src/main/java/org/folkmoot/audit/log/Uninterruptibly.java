package org.folkmoot.audit.log;

import java.util.function.BooleanSupplier;

/** Waits that an interrupt does not end; it is kept for the caller. */
final class Uninterruptibly {
    private Uninterruptibly() {}

    /** Returns when the condition holds; the caller owns the monitor, and whoever changes the condition notifies it. */
    static void await(Object monitor, BooleanSupplier condition) {
        boolean interrupted = false;
        while (!condition.getAsBoolean()) {
            try {
                monitor.wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
