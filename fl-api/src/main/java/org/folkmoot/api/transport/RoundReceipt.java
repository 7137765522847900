package org.folkmoot.api.transport;

import java.util.List;
import java.util.Optional;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;

/**
 * Tells an invited client how the attempt ended and proves it: the round's proof leaf is in the log, and the client's
 * own record is among those that the leaf commits to. It can be made again at any time from the log and the records.
 *
 * @param attempt round and attempt
 * @param log the log as it stands now
 * @param proof the round's proof leaf
 * @param record this client's record, or empty where the attempt committed to none
 * @param recordIndex its position among the records
 * @param recordPath path from the record to the root in the leaf
 */
public record RoundReceipt(
        AttemptId attempt,
        LogView log,
        ProvenLeaf proof,
        Optional<Bytes> record,
        long recordIndex,
        List<Digest> recordPath)
        implements ServerMessage {
    /** Copies the path. */
    public RoundReceipt {
        recordPath = List.copyOf(recordPath);
    }
}
