package org.folkmoot.engine.client;

import java.io.IOException;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.jspecify.annotations.Nullable;

/** What a client keeps between conversations, so that it can be neither shown an older log nor asked twice. */
interface ClientMemory {
    /** {@return what was saved last} */
    Remembered load() throws IOException;

    /** Keeps this; durable when it returns, where the client has a home. */
    void save(Remembered remembered) throws IOException;

    /**
     * What is kept.
     *
     * @param logKey the log's key in vkey form; null before the first welcome
     * @param seen the last checkpoint verified; null before the first welcome
     * @param lastAnswered the newest attempt that it contributed to; null before the first
     */
    record Remembered(
            @Nullable String logKey,
            @Nullable SignedCheckpoint seen,
            @Nullable AttemptId lastAnswered) {
        static Remembered nothing() {
            return new Remembered(null, null, null);
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
        };
    }
}
