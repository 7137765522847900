package org.folkmoot.api.audit;

import java.util.List;
import java.util.Optional;
import org.folkmoot.api.Digest;

/**
 * Another place that remembers checkpoints of a log, so that the log cannot be rolled back unseen.
 *
 * <p>Contract: publishing the same checkpoint twice is harmless; a checkpoint smaller than the latest is answered by
 * the latest and changes nothing; one that contradicts it is refused. Slow or dead ledgers throw; they never stop a
 * round.
 */
public interface LedgerAdapter extends AutoCloseable {
    /** {@return a short name for log and metrics} */
    String name();

    /**
     * Remembers a checkpoint.
     *
     * @param checkpoint what to remember
     * @param consistencyFromLatest path from {@link #latest()} to it; empty where there is none yet or sizes are equal
     * @return the checkpoint that the ledger holds afterwards
     * @throws LedgerException if it could not, or the path does not connect the two
     */
    SignedCheckpoint publish(SignedCheckpoint checkpoint, List<Digest> consistencyFromLatest) throws LedgerException;

    /** {@return the newest checkpoint that it holds} */
    Optional<SignedCheckpoint> latest() throws LedgerException;

    @Override
    void close() throws LedgerException;
}
