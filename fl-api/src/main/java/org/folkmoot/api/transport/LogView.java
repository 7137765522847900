package org.folkmoot.api.transport;

import java.util.List;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.SignedCheckpoint;

/**
 * The state of the log as shown to a client, with proof that it extends the one which it saw last.
 *
 * @param checkpoint the newest checkpoint
 * @param fromSize size of the checkpoint that the coordinator believes the client saw last
 * @param consistency path from there to the newest
 */
public record LogView(SignedCheckpoint checkpoint, long fromSize, List<Digest> consistency) {
    /** Copies the path. */
    public LogView {
        consistency = List.copyOf(consistency);
    }
}
