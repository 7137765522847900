package org.folkmoot.api.audit;

import java.util.Optional;
import java.util.Set;
import org.folkmoot.api.Bytes;

/**
 * Another place that remembers how far a log has come, so that the log cannot be rolled back or forked unseen.
 *
 * <p>One adapter stands for one log at one place. Guarantees: the tree it holds only ever grows; each one extends the
 * one before, and was signed by the log's key; publishing again, late or out of order does no harm. Safe for several
 * threads. Every call ends within a bound that the adapter names; none of them is made on the way of a round.
 *
 * <p>Who sees to this, the place or only the adapter, is said by {@link #capabilities}. Implementations run
 * {@code LedgerAdapterContract} of {@code fl-testkit}.
 */
public interface LedgerAdapter extends AutoCloseable {
    /** {@return a short name for events, metrics and receipts; the same for the life of the adapter} */
    String name();

    /** {@return what the place does beyond remembering, never changing} */
    Set<LedgerCapability> capabilities();

    /**
     * Takes the place to this checkpoint. A checkpoint smaller than what is held changes nothing.
     *
     * @param checkpoint what to remember
     * @param history the log, asked for the path from the tree that is held, and for leaves where the place stores them
     * @return a receipt for what the ledger holds afterwards: this checkpoint, or a larger one
     * @throws LedgerException if it could not; with {@link LedgerException#isConflict} if what is held is not, as far as
     *     the history shows, a beginning of this checkpoint
     */
    LedgerReceipt publish(SignedCheckpoint checkpoint, LogHistory history) throws LedgerException;

    /** {@return the largest tree that it holds} */
    Optional<TreeHead> latest() throws LedgerException;

    /**
     * Returns if this place did accept the tree that the receipt and the checkpoint name, as the receipt says.
     *
     * @throws InvalidReceiptException if it did not, or anything in the receipt is not as it was given out
     * @throws LedgerException if the place is needed to tell, and could not be asked
     */
    void verify(LedgerReceipt receipt, SignedCheckpoint checkpoint) throws InvalidReceiptException, LedgerException;

    /**
     * {@return the leaf at this index, as the place holds it}
     *
     * @throws IllegalArgumentException if the tree that is held has no such leaf
     * @throws UnsupportedOperationException unless it {@link LedgerCapability#STORES_ENTRIES stores entries}
     */
    default Bytes leaf(long index) throws LedgerException {
        throw new UnsupportedOperationException(
                "ledger " + name() + ": leaf " + index + " (expected: a ledger that stores entries)");
    }

    /** Lets go of what it holds open; closing twice is harmless, anything else afterwards is refused. */
    @Override
    void close() throws LedgerException;
}
