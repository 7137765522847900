package org.folkmoot.audit.ledger;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.folkmoot.api.audit.LedgerException;

/**
 * Makes the tables of a replica, and brings those of an earlier version up to date. One adapter does it while all others
 * wait; a database of a later version is left alone and refused.
 */
final class JdbcSchema {
    /** The version that this code reads and writes. */
    static final int VERSION = 2;

    /** Any number, the same for ever: who holds it changes the schema. */
    private static final long LOCK = 0x666f6c6b6d6f6f74L;

    private final Transactions transactions;
    private volatile boolean current;

    JdbcSchema(Transactions transactions) {
        this.transactions = transactions;
    }

    void ensureCurrent() throws LedgerException {
        if (!current) {
            transactions.run(connection -> {
                bringUpToDate(connection);
                return true;
            });
            current = true;
        }
    }

    private void bringUpToDate(Connection connection) throws SQLException, LedgerException {
        transactions.execute(connection, "select pg_advisory_xact_lock(" + LOCK + ")");
        transactions.execute(
                connection,
                "create table if not exists folkmoot_schema"
                        + " (version integer primary key, applied timestamptz not null default clock_timestamp())");
        int version = version(connection);
        if (version > VERSION) {
            throw new LedgerException("ledger database: schema version " + version + " (expected: <= " + VERSION + ")");
        }
        for (int next = version + 1; next <= VERSION; next++) {
            transactions.execute(connection, script(next));
            try (PreparedStatement insert =
                    transactions.prepare(connection, "insert into folkmoot_schema (version) values (?)")) {
                insert.setInt(1, next);
                insert.executeUpdate();
            }
        }
    }

    private int version(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        transactions.prepare(connection, "select coalesce(max(version), 0) from folkmoot_schema");
                ResultSet rows = select.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** {@return what leads from the version before to this one} */
    static String script(int version) {
        String name = "postgresql-" + version + ".sql";
        try (InputStream in = JdbcSchema.class.getResourceAsStream(name)) {
            return new String(requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
