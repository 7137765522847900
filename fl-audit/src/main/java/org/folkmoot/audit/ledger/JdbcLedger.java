package org.folkmoot.audit.ledger;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.api.audit.InvalidReceiptException;
import org.folkmoot.api.audit.LedgerAdapter;
import org.folkmoot.api.audit.LedgerCapability;
import org.folkmoot.api.audit.LedgerException;
import org.folkmoot.api.audit.LedgerReceipt;
import org.folkmoot.api.audit.LogHistory;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.audit.TreeHead;
import org.folkmoot.audit.note.VerifierKey;

/**
 * Keeps a copy of a log in a PostgreSQL database: checkpoints and every leaf, for people who ask with SQL and for a log
 * that is to outlive its folder.
 *
 * <p>Guarantees: those of {@link LedgerAdapter}. A checkpoint is taken in one transaction, under a lock on the log's row,
 * after the leaves that the database holds and those that were added give the signed root; so several adapters may write
 * to one database, for one log or many. A database that is down at the start is found when it is first needed. Whoever
 * can write to the tables can change them: the database does not check, verify what you read. Time and order are the
 * database's. Memory is that of 256 leaves. Safe for several threads.
 *
 * <p>How long a call may take: each statement the timeout. Opening a connection takes as long as the data source lets
 * it; set its login and connect timeouts.
 */
public final class JdbcLedger implements LedgerAdapter {
    /** How many leaves travel at once. */
    static final int BATCH = 256;

    private static final String NAME = "postgresql";
    private static final Set<LedgerCapability> CAPABILITIES =
            Set.of(LedgerCapability.STORES_ENTRIES, LedgerCapability.ORDERS, LedgerCapability.TIMESTAMPS);

    private final CheckpointGate gate;
    private final Transactions transactions;
    private final JdbcSchema schema;
    private final ReplicaTables tables;
    private volatile boolean closed;

    private JdbcLedger(DataSource database, VerifierKey logKey, Duration timeout) {
        this.gate = CheckpointGate.of(NAME, logKey);
        this.transactions = new Transactions(requireNonNull(database, "database"), NAME, timeout);
        this.schema = new JdbcSchema(transactions);
        this.tables = new ReplicaTables(transactions, logKey);
    }

    /**
     * {@return the replica of the log with this key in this database}
     *
     * @param database where the tables are, or may be made, in the first schema of the search path
     * @param timeout how long one statement may take
     */
    public static JdbcLedger open(DataSource database, VerifierKey logKey, Duration timeout) {
        return new JdbcLedger(database, logKey, timeout);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<LedgerCapability> capabilities() {
        return CAPABILITIES;
    }

    @Override
    public LedgerReceipt publish(SignedCheckpoint checkpoint, LogHistory history) throws LedgerException {
        requireReady();
        gate.requireGenuine(checkpoint);
        return transactions.run(connection -> publish(connection, checkpoint, history));
    }

    private LedgerReceipt publish(Connection connection, SignedCheckpoint checkpoint, LogHistory history)
            throws SQLException, LedgerException {
        ReplicaTables.Replica replica = tables.lock(connection);
        Optional<TreeHead> held = replica.head();
        Optional<List<Digest>> path = gate.path(held, checkpoint, history);
        if (path.isPresent()) {
            append(connection, replica, checkpoint, history);
        }
        TreeHead now = path.isPresent() ? TreeHead.of(checkpoint) : held.orElseThrow();
        return tables.receipt(connection, now)
                .orElseThrow(() -> new LedgerException("ledger " + NAME + ": size " + now.size()
                        + " is not among its checkpoints (expected: the tables as they were made)"));
    }

    private void append(
            Connection connection, ReplicaTables.Replica replica, SignedCheckpoint checkpoint, LogHistory history)
            throws SQLException, LedgerException {
        Frontier frontier = replica.frontier();
        try (ReplicaTables.EntryWriter writer = tables.writer(connection, replica)) {
            while (frontier.size() < checkpoint.size()) {
                Bytes leaf = history.leaf(frontier.size());
                writer.add(frontier.size(), leaf);
                frontier.append(leaf);
            }
        } catch (AuditException e) {
            throw new LedgerException("ledger " + NAME + ": the log gives no leaf: " + e.getMessage(), e);
        }
        if (!frontier.root().equals(checkpoint.root())) {
            throw new LedgerException("ledger " + NAME + ": root " + frontier.root() + " of the leaves (expected: "
                    + checkpoint.root() + ", as signed)");
        }
        tables.advance(connection, replica, checkpoint, frontier);
    }

    @Override
    public Optional<TreeHead> latest() throws LedgerException {
        requireReady();
        return transactions.run(tables::head);
    }

    @Override
    public Bytes leaf(long index) throws LedgerException {
        long size = latest().map(TreeHead::size).orElse(0L);
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("index: " + index + " (expected: in [0, " + size + "))");
        }
        return transactions
                .run(connection -> tables.leaf(connection, index))
                .orElseThrow(() -> new LedgerException("ledger " + NAME + ": leaf " + index + " is gone"));
    }

    @Override
    public void verify(LedgerReceipt receipt, SignedCheckpoint checkpoint)
            throws InvalidReceiptException, LedgerException {
        requireNonNull(receipt, "receipt");
        requireReady();
        gate.requireFor(receipt, checkpoint);
        Optional<LedgerReceipt> genuine =
                transactions.run(connection -> tables.receipt(connection, TreeHead.of(checkpoint)));
        if (genuine.isEmpty()) {
            throw new InvalidReceiptException("receipt: size " + checkpoint.size() + ", root " + checkpoint.root()
                    + " (expected: a tree that the database took)");
        }
        CheckpointGate.requireEqual(receipt, genuine.get());
    }

    private void requireReady() throws LedgerException {
        if (closed) {
            throw new IllegalStateException("ledger " + NAME + ": closed (expected: open)");
        }
        schema.ensureCurrent();
    }

    /** Ends the use of this adapter; the data source stays its owner's. */
    @Override
    public void close() {
        closed = true;
    }
}
