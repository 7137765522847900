package org.folkmoot.audit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.LedgerAdapter;
import org.folkmoot.api.audit.LedgerException;
import org.folkmoot.api.audit.LedgerReceipt;
import org.folkmoot.api.audit.LogHistory;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.audit.TreeHead;
import org.folkmoot.audit.key.Dsse;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.note.Checkpoints;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.core.merkle.GrowingMerkleTree;
import org.folkmoot.core.merkle.MerkleHash;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JdbcLedgerTest implements SignedLedgerContract {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Map<Path, String> SCHEMAS = new ConcurrentHashMap<>();
    private static final AtomicInteger NEXT = new AtomicInteger();

    private static PostgresServer server;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Override
    public LedgerAdapter open(Path where) throws Exception {
        return JdbcLedger.open(database(where), LOG_KEY, TIMEOUT);
    }

    private static DataSource database(Path where) throws Exception {
        String schema = SCHEMAS.get(where);
        if (schema == null) {
            schema = "s" + NEXT.incrementAndGet();
            execute(server.schema("public"), "create schema " + schema);
            SCHEMAS.put(where, schema);
        }
        return server.schema(schema);
    }

    private static void execute(DataSource database, String sql) throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** {@return the first column of the first row} */
    private static String ask(DataSource database, String sql) throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    /** The server is killed without warning and started again with the same files. */
    @Override
    public AutoCloseable outage(Path where) {
        server.kill();
        return server::restart;
    }

    /** A log in memory. */
    private static final class Leaves implements LogHistory {
        private final List<Bytes> leaves;
        private final GrowingMerkleTree tree = GrowingMerkleTree.create();

        Leaves(Bytes... leaves) {
            this.leaves = List.of(leaves);
            this.leaves.forEach(leaf -> tree.append(MerkleHash.leaf(leaf.toByteArray())));
        }

        @Override
        public Bytes leaf(long index) {
            return leaves.get((int) index);
        }

        @Override
        public List<Digest> consistencyPath(long from, long to) {
            return tree.consistency(from, to).path();
        }
    }

    private SignedCheckpoint signed(Leaves log, long size) {
        return sign(Signer.THE_LOG, size, log.tree.root(size));
    }

    @Test
    void keepsSeveralLogsApartInOneDatabase() throws Exception {
        DataSource database = database(folder);
        VerifierKey otherKey = VerifierKey.ed25519("example.org/other", KEY.publicKey());
        Leaves log = new Leaves(Bytes.utf8("a"), Bytes.utf8("b"));
        Leaves other = new Leaves(Bytes.utf8("c"));
        try (JdbcLedger first = JdbcLedger.open(database, LOG_KEY, TIMEOUT);
                JdbcLedger second = JdbcLedger.open(database, otherKey, TIMEOUT)) {
            first.publish(signed(log, 2), log);
            SignedCheckpoint foreign = Checkpoints.sign("example.org/other", 1, other.tree.root(1), KEY);
            second.publish(foreign, other);

            assertThat(first.latest()).contains(TreeHead.of(signed(log, 2)));
            assertThat(second.latest()).contains(TreeHead.of(foreign));
            assertThat(first.leaf(0)).isEqualTo(Bytes.utf8("a"));
            assertThat(second.leaf(0)).isEqualTo(Bytes.utf8("c"));
        }
    }

    @Test
    void refusesAnotherKeyForALogThatItKnows() throws Exception {
        Leaves log = new Leaves(Bytes.utf8("a"));
        try (LedgerAdapter ledger = open(folder)) {
            ledger.publish(signed(log, 1), log);
        }
        Ed25519Key forger = Ed25519Key.fromSeed(Digest.sha256().bytes());
        VerifierKey forged = VerifierKey.ed25519(ORIGIN, forger.publicKey());
        try (JdbcLedger ledger = JdbcLedger.open(database(folder), forged, TIMEOUT)) {
            assertThatExceptionOfType(LedgerException.class)
                    .isThrownBy(() -> ledger.publish(Checkpoints.sign(ORIGIN, 1, log.tree.root(1), forger), log))
                    .withMessageContaining(LOG_KEY.encode());
        }
    }

    @Test
    void severalAdaptersWriteToOneLogAtOnce() throws Exception {
        int adapters = 4;
        DataSource database = database(folder);
        Bytes[] leaves = new Bytes[40];
        for (int i = 0; i < leaves.length; i++) {
            leaves[i] = Bytes.utf8("leaf " + i);
        }
        Leaves log = new Leaves(leaves);
        ExecutorService threads = Executors.newFixedThreadPool(adapters);
        CountDownLatch together = new CountDownLatch(adapters);
        try {
            List<Future<LedgerReceipt>> last = new ArrayList<>();
            for (int i = 1; i <= adapters; i++) {
                int offset = i;
                last.add(threads.submit(() -> {
                    try (LedgerAdapter ledger = JdbcLedger.open(database, LOG_KEY, TIMEOUT)) {
                        together.countDown();
                        together.await();
                        for (int size = offset; size < 37; size += adapters) {
                            ledger.publish(signed(log, size), log);
                        }
                        return ledger.publish(signed(log, 36 + offset), log);
                    }
                }));
            }
            for (Future<LedgerReceipt> each : last) {
                each.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        try (LedgerAdapter ledger = open(folder)) {
            assertThat(ledger.latest()).contains(TreeHead.of(signed(log, 40)));
            for (int i = 0; i < 40; i++) {
                assertThat(ledger.leaf(i)).isEqualTo(leaves[i]);
            }
        }
    }

    @Test
    void showsRoundsToPeopleWhoAskWithSql() throws Exception {
        String statement = "{\"predicate\":{\"model\":{\"after\":\"ab\"},\"round\":{\"attempt\":1,\"number\":3,"
                + "\"outcome\":\"committed\",\"reason\":\"\"}},\"predicateType\":\"x/round\"}";
        Bytes leaf = Dsse.seal("application/vnd.in-toto+json", statement.getBytes(StandardCharsets.UTF_8), KEY);
        Leaves log = new Leaves(Bytes.utf8("no envelope"), leaf);
        DataSource database = database(folder);
        try (LedgerAdapter ledger = open(folder)) {
            ledger.publish(signed(log, 2), log);
        }

        assertThat(ask(
                        database,
                        "select origin || ' ' || index || ' ' || round || ' ' || attempt || ' ' || outcome || ' ' || model"
                                + " from folkmoot_rounds"))
                .isEqualTo(ORIGIN + " 1 3 1 committed ab");
        assertThat(ask(database, "select count(*) from folkmoot_leaves")).isEqualTo("2");
    }

    @Test
    void bringsATableOfVersionOneUpToDate() throws Exception {
        DataSource database = database(folder);
        execute(database, "create table folkmoot_schema (version integer primary key, applied timestamptz)");
        execute(database, JdbcSchema.script(1));
        execute(database, "insert into folkmoot_schema (version) values (1)");
        Leaves log = new Leaves(Bytes.utf8("a"));
        try (LedgerAdapter ledger = open(folder)) {
            ledger.publish(signed(log, 1), log);
        }

        assertThat(ask(database, "select max(version) from folkmoot_schema")).isEqualTo("" + JdbcSchema.VERSION);
        assertThat(ask(database, "select count(*) from folkmoot_leaves")).isEqualTo("1");
    }

    @Test
    void leavesADatabaseOfALaterVersionAlone() throws Exception {
        DataSource database = database(folder);
        execute(database, "create table folkmoot_schema (version integer primary key, applied timestamptz)");
        execute(database, "insert into folkmoot_schema (version) values (99)");
        try (LedgerAdapter ledger = open(folder)) {
            assertThatExceptionOfType(LedgerException.class)
                    .isThrownBy(ledger::latest)
                    .withMessageContaining("version 99");
        }
    }

    @Test
    void findsThatItsRowWasSetToAnotherTree() throws Exception {
        Leaves log = new Leaves(Bytes.utf8("a"), Bytes.utf8("b"));
        DataSource database = database(folder);
        try (LedgerAdapter ledger = open(folder)) {
            ledger.publish(signed(log, 1), log);
            String root = "decode('" + log.tree.root(1) + "', 'hex')";
            for (String change : List.of(
                    "frontier = decode('" + "00".repeat(32) + "', 'hex')",
                    "frontier = ''",
                    "frontier = null",
                    "root = null",
                    "size = 3")) {
                execute(database, "update folkmoot_log set " + change);
                assertThatExceptionOfType(LedgerException.class)
                        .isThrownBy(() -> ledger.publish(signed(log, 2), log))
                        .matches(e -> !e.isConflict());
                execute(database, "update folkmoot_log set size = 1, root = " + root + ", frontier = " + root);
            }
            ledger.publish(signed(log, 2), log);
        }
    }

    @Test
    void waitsNoLongerThanItsTimeoutForAnotherWriter() throws Exception {
        Leaves log = new Leaves(Bytes.utf8("a"), Bytes.utf8("b"));
        DataSource database = database(folder);
        try (JdbcLedger ledger = JdbcLedger.open(database, LOG_KEY, Duration.ofSeconds(1))) {
            ledger.publish(signed(log, 1), log);
            try (Connection hog = database.getConnection();
                    Statement statement = hog.createStatement()) {
                hog.setAutoCommit(false);
                statement.execute("select * from folkmoot_log for update");
                assertThatExceptionOfType(LedgerException.class)
                        .isThrownBy(() -> ledger.publish(signed(log, 2), log))
                        .matches(e -> !e.isConflict());
                hog.rollback();
            }
            ledger.publish(signed(log, 2), log);
        }
    }
}
