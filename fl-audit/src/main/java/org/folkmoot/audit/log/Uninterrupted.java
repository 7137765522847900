package org.folkmoot.audit.log;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/**
 * Finishes file operations of a thread that is being interrupted: the JDK closes a channel under an interrupted thread,
 * which would leave a log half written because somebody cancelled a run.
 */
final class Uninterrupted {
    private Uninterrupted() {}

    /** Runs an action that may be repeated until it ends undisturbed; the interrupt is kept for the caller. */
    static void run(Action action) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    action.run();
                    return;
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @FunctionalInterface
    interface Action {
        void run() throws IOException;
    }
}
