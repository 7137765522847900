package org.folkmoot.api.audit;

import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;

/**
 * A log's signed statement of its size and root: a C2SP tlog-checkpoint in a signed note.
 *
 * @param origin the log's name
 * @param size number of leaves
 * @param root RFC 6962 Merkle tree hash over them
 * @param note the note exactly as signed, with all signatures; the other components are what it says
 */
public record SignedCheckpoint(String origin, long size, Digest root, Bytes note) {
    /** Rejects negative sizes. */
    public SignedCheckpoint {
        if (size < 0) {
            throw new IllegalArgumentException("size: " + size + " (expected: >= 0)");
        }
    }
}
