package org.folkmoot.engine.client;

import java.io.IOException;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.jspecify.annotations.Nullable;

/** What a client keeps between conversations, so that it can be neither shown an older log nor asked twice. */
interface ClientMemory {
    /** {@return what was saved last} */
    Remembered load() throws IOException;

    /** Keeps this; durable when it returns, where the client has a home. */
    void save(Remembered remembered) throws IOException;

    /** Keeps two notes that prove to anyone that the log was forked; durable as by {@link #save}. */
    void keep(LogHistory.Forked evidence) throws IOException;

    /**
     * What is kept.
     *
     * @param acquaintance what it knows of a federation; null before the first welcome
     * @param violation how the coordinator broke the protocol; null while it has not
     */
    record Remembered(
            @Nullable Acquaintance acquaintance, @Nullable String violation) {
        static Remembered nothing() {
            return new Remembered(null, null);
        }

        static Remembered of(Acquaintance acquaintance) {
            return new Remembered(acquaintance, null);
        }
    }

    /**
     * What a client knows of a federation whose charter it has checked.
     *
     * @param logKey the log's key in vkey form
     * @param seen the last checkpoint verified
     * @param course how far model and client have come
     * @param unsettled the answer of which it does not know what became; null where there is none
     */
    record Acquaintance(
            String logKey,
            SignedCheckpoint seen,
            Course course,
            @Nullable GivenAnswer unsettled) {
        /** Rejects an unsettled answer that is not the newest one. */
        public Acquaintance {
            if (unsettled != null && !unsettled.attempt().equals(course.answered())) {
                throw new IllegalArgumentException("unsettled: " + unsettled.attempt()
                        + " (expected: the last one answered, " + course.answered() + ")");
            }
        }
    }

    /** {@return a memory that ends with the process} */
    static ClientMemory ofThisProcess() {
        return new ClientMemory() {
            private Remembered remembered = Remembered.nothing();

            @Override
            public synchronized Remembered load() {
                return remembered;
            }

            @Override
            public synchronized void save(Remembered next) {
                remembered = next;
            }

            @Override
            public void keep(LogHistory.Forked evidence) {
                // Its owner is told by the agent's log, which has both roots.
            }
        };
    }
}
