package org.folkmoot.audit.ledger;

import java.util.List;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.api.audit.LogHistory;

/**
 * All that a stranger shows of a log: one path.
 *
 * @param path where it leads from and to is for the checkpoint to tell
 */
record GivenPath(List<Digest> path) implements LogHistory {
    @Override
    public Bytes leaf(long index) throws AuditException {
        throw new AuditException("leaf " + index + ": not shown");
    }

    @Override
    public List<Digest> consistencyPath(long from, long to) {
        return path;
    }
}
