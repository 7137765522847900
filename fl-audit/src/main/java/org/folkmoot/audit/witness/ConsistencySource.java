package org.folkmoot.audit.witness;

import java.util.List;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.AuditException;

/** Gives consistency paths of a log, such as {@code log::consistencyPath}. */
@FunctionalInterface
public interface ConsistencySource {
    /** {@return the consistency path from one size to a later one} */
    List<Digest> consistencyPath(long from, long to) throws AuditException;
}
