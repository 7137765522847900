package org.folkmoot.audit.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.folkmoot.api.audit.LedgerException;

/** Runs work in transactions of a database: all of it or nothing, and no statement longer than the timeout. */
final class Transactions {
    private final DataSource database;
    private final String ledger;
    private final Duration timeout;

    Transactions(DataSource database, String ledger, Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout: " + timeout + " (expected: > 0)");
        }
        this.database = database;
        this.ledger = ledger;
        this.timeout = timeout;
    }

    /** Work inside one transaction. */
    @FunctionalInterface
    interface Work<T> {
        /** {@return what it comes to}; throws to have everything undone. */
        T in(Connection connection) throws SQLException, LedgerException;
    }

    <T> T run(Work<T> work) throws LedgerException {
        try (Connection connection = database.getConnection()) {
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(timeout.toMillis()));
            connection.setAutoCommit(false);
            boolean committed = false;
            try {
                T result = work.in(connection);
                connection.commit();
                committed = true;
                return result;
            } finally {
                if (!committed) {
                    undo(connection);
                }
            }
        } catch (SQLException e) {
            throw new LedgerException("ledger " + ledger + ": " + e.getMessage(), e);
        }
    }

    /** What cannot be rolled back is lost with the connection, and the reason for it is on its way to the caller. */
    private static void undo(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // the database undoes what was not committed
        }
    }

    /** {@return the statement, with its time limited} */
    PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        limit(statement);
        return statement;
    }

    private void limit(Statement statement) throws SQLException {
        statement.setQueryTimeout(Math.toIntExact(Math.max(1, timeout.toSeconds())));
    }

    /** Runs a script of several statements. */
    void execute(Connection connection, String script) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            limit(statement);
            statement.execute(script);
        }
    }
}
