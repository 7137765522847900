package org.folkmoot.api.audit;

import java.util.List;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;

/**
 * What a log can show of how it became what it is; what connects a checkpoint to an earlier one.
 *
 * <p>Safe for several threads. Nothing it gives is to be believed before it led to a signed root.
 */
public interface LogHistory {
    /** {@return the leaf at this index, exactly as appended} */
    Bytes leaf(long index) throws AuditException;

    /** {@return the consistency path from one size to a later one; empty from size 0} (RFC 6962 §2.1.2) */
    List<Digest> consistencyPath(long from, long to) throws AuditException;
}
