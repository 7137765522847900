package org.folkmoot.audit.log;

import java.io.IOException;
import org.folkmoot.api.audit.SignedCheckpoint;

/** A log has signed two histories: what it shows now contradicts a checkpoint that it signed before. */
public final class ForkedLogException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient SignedCheckpoint seen;
    private final transient SignedCheckpoint shown;

    ForkedLogException(String message, SignedCheckpoint seen, SignedCheckpoint shown) {
        super(message);
        this.seen = seen;
        this.shown = shown;
    }

    /** {@return the checkpoint that was seen before} */
    public SignedCheckpoint seen() {
        return seen;
    }

    /** {@return the one that is shown now}; with the other it proves two histories, to anyone with the log's key. */
    public SignedCheckpoint shown() {
        return shown;
    }
}
