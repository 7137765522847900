package org.folkmoot.audit.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalLong;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.LedgerException;
import org.folkmoot.api.audit.LedgerReceipt;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.audit.TreeHead;
import org.folkmoot.audit.note.VerifierKey;

/** The rows of one log in the tables of {@link JdbcSchema}. What stands in them may have been written by anybody. */
final class ReplicaTables {
    private final Transactions transactions;
    private final VerifierKey logKey;

    ReplicaTables(Transactions transactions, VerifierKey logKey) {
        this.transactions = transactions;
        this.logKey = logKey;
    }

    /**
     * The row of the log.
     *
     * @param id its key
     * @param head what it holds, if anything
     * @param frontier right edge of that tree
     */
    record Replica(long id, Optional<TreeHead> head, Frontier frontier) {}

    /** {@return the row of the log, made where there was none, which is this transaction's alone until it ends} */
    Replica lock(Connection connection) throws SQLException, LedgerException {
        try (PreparedStatement insert = transactions.prepare(
                connection, "insert into folkmoot_log (origin, vkey) values (?, ?) on conflict (origin) do nothing")) {
            insert.setString(1, logKey.name());
            insert.setString(2, logKey.encode());
            insert.executeUpdate();
        }
        try (PreparedStatement select = transactions.prepare(
                connection, "select id, vkey, size, root, frontier from folkmoot_log where origin = ? for update")) {
            select.setString(1, logKey.name());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new LedgerException("ledger database: the row of " + logKey.name() + " is gone");
                }
                return replica(row);
            }
        }
    }

    private Replica replica(ResultSet row) throws SQLException, LedgerException {
        if (!logKey.encode().equals(row.getString("vkey"))) {
            throw new LedgerException("ledger database: log " + logKey.name() + " has key " + row.getString("vkey")
                    + " (expected: " + logKey + ")");
        }
        Optional<TreeHead> head = head(row);
        try {
            Frontier frontier = head.isEmpty()
                    ? Frontier.empty()
                    : Frontier.decode(head.get().size(), bytes(row, "frontier"));
            if (head.isPresent() && !frontier.root().equals(head.get().root())) {
                throw new IllegalArgumentException("frontier: of another root");
            }
            return new Replica(row.getLong("id"), head, frontier);
        } catch (IllegalArgumentException e) {
            throw new LedgerException("ledger database: " + e.getMessage() + " (expected: as it was written)", e);
        }
    }

    private Optional<TreeHead> head(ResultSet row) throws SQLException, LedgerException {
        long size = row.getLong("size");
        if (row.wasNull()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TreeHead(logKey.name(), size, Digest.of(bytes(row, "root"))));
        } catch (IllegalArgumentException e) {
            throw new LedgerException("ledger database: " + e.getMessage() + " (expected: as it was written)", e);
        }
    }

    /** {@return the bytes in the column; none where it is null} */
    private static byte[] bytes(ResultSet row, String column) throws SQLException {
        byte[] value = row.getBytes(column);
        return row.wasNull() ? new byte[0] : value;
    }

    /** {@return what the log's row says is held} */
    Optional<TreeHead> head(Connection connection) throws SQLException, LedgerException {
        try (PreparedStatement select =
                transactions.prepare(connection, "select size, root from folkmoot_log where origin = ?")) {
            select.setString(1, logKey.name());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? head(row) : Optional.empty();
            }
        }
    }

    /** {@return what takes new leaves of this log} */
    EntryWriter writer(Connection connection, Replica replica) throws SQLException {
        return new EntryWriter(
                transactions.prepare(connection, "insert into folkmoot_entry (log, index, leaf) values (?, ?, ?)"),
                replica.id());
    }

    /** Writes leaves in batches. */
    static final class EntryWriter implements AutoCloseable {
        private final PreparedStatement insert;
        private final long log;
        private int waiting;

        private EntryWriter(PreparedStatement insert, long log) {
            this.insert = insert;
            this.log = log;
        }

        void add(long index, Bytes leaf) throws SQLException {
            insert.setLong(1, log);
            insert.setLong(2, index);
            insert.setBytes(3, leaf.toByteArray());
            insert.addBatch();
            waiting++;
            if (waiting == JdbcLedger.BATCH) {
                flush();
            }
        }

        private void flush() throws SQLException {
            if (waiting > 0) {
                insert.executeBatch();
                waiting = 0;
            }
        }

        @Override
        public void close() throws SQLException {
            try (insert) {
                flush();
            }
        }
    }

    /** Makes the checkpoint, whose leaves are there by now, the newest. */
    void advance(Connection connection, Replica replica, SignedCheckpoint checkpoint, Frontier frontier)
            throws SQLException {
        try (PreparedStatement insert = transactions.prepare(
                connection, "insert into folkmoot_checkpoint (log, size, root, note) values (?, ?, ?, ?)")) {
            insert.setLong(1, replica.id());
            insert.setLong(2, checkpoint.size());
            insert.setBytes(3, checkpoint.root().bytes());
            insert.setBytes(4, checkpoint.note().toByteArray());
            insert.executeUpdate();
        }
        try (PreparedStatement update = transactions.prepare(
                connection, "update folkmoot_log set size = ?, root = ?, frontier = ? where id = ?")) {
            update.setLong(1, checkpoint.size());
            update.setBytes(2, checkpoint.root().bytes());
            update.setBytes(3, frontier.encode());
            update.setLong(4, replica.id());
            update.executeUpdate();
        }
    }

    /** {@return the receipt for this tree, if it was accepted} */
    Optional<LedgerReceipt> receipt(Connection connection, TreeHead tree) throws SQLException {
        try (PreparedStatement select = transactions.prepare(
                connection,
                "select c.position, c.accepted from folkmoot_checkpoint c join folkmoot_log l on l.id = c.log"
                        + " where l.origin = ? and c.size = ? and c.root = ?")) {
            select.setString(1, tree.origin());
            select.setLong(2, tree.size());
            select.setBytes(3, tree.root().bytes());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(receipt(tree, row)) : Optional.empty();
            }
        }
    }

    private static LedgerReceipt receipt(TreeHead tree, ResultSet row) throws SQLException {
        return new LedgerReceipt(
                "postgresql",
                tree,
                OptionalLong.of(row.getLong("position")),
                Optional.of(row.getObject("accepted", OffsetDateTime.class).toInstant()),
                Bytes.of(new byte[0]));
    }

    /** {@return the leaf at this index, if it is there} */
    Optional<Bytes> leaf(Connection connection, long index) throws SQLException {
        try (PreparedStatement select = transactions.prepare(
                connection,
                "select e.leaf from folkmoot_entry e join folkmoot_log l on l.id = e.log"
                        + " where l.origin = ? and e.index = ?")) {
            select.setString(1, logKey.name());
            select.setLong(2, index);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(Bytes.of(row.getBytes(1))) : Optional.empty();
            }
        }
    }
}
