package org.folkmoot.api.audit;

import java.util.List;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;

/**
 * An append-only sequence of leaves with a Merkle tree over it: where proofs go.
 *
 * <p>Guarantees: when {@link #append} returns, the leaf survives a crash; indices are consecutive; a leaf never
 * changes; every checkpoint is consistent with all earlier ones. It does not judge what leaves say. Safe for several
 * threads. One writer at a time holds a log.
 */
public interface AuditSink extends LogHistory, AutoCloseable {
    /** Largest leaf, in bytes (C2SP tlog-tiles stores lengths in 16 bits). */
    int MAX_LEAF_BYTES = 65_535;

    /** {@return the log's name} */
    String origin();

    /** {@return the number of leaves that are appended, whether a checkpoint covers them yet or not} */
    long size();

    @Override
    Bytes leaf(long index) throws AuditException;

    /**
     * {@return the place of a leaf that is now appended} A checkpoint over it may follow later; {@link #checkpoint} has it
     * made at once.
     *
     * @throws IllegalArgumentException if the leaf is empty or longer than {@link #MAX_LEAF_BYTES}
     * @throws AuditException if it could not be made durable; nothing more can be appended then, and whether the leaf is in the log
     *     shows when it is opened again
     */
    LeafReceipt append(Bytes leaf) throws AuditException;

    /** {@return the signed checkpoint over all leaves appended so far} */
    SignedCheckpoint checkpoint() throws AuditException;

    /** {@return the inclusion path of a leaf in the tree of this size} (RFC 6962 §2.1.1) */
    List<Digest> inclusionPath(long index, long size) throws AuditException;

    @Override
    List<Digest> consistencyPath(long from, long to) throws AuditException;

    @Override
    void close() throws AuditException;
}
