package org.folkmoot.testkit.ledger;

import java.util.List;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.api.audit.LogHistory;

/** A history that gives this path whatever it is asked for. */
record OtherPath(LogHistory log, List<Digest> path) implements LogHistory {
    @Override
    public Bytes leaf(long index) throws AuditException {
        return log.leaf(index);
    }

    @Override
    public List<Digest> consistencyPath(long from, long to) {
        return path;
    }
}
