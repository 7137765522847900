package org.folkmoot.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.folkmoot.cli.Ran.folkmoot;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.folkmoot.api.Bytes;
import org.folkmoot.audit.leaf.LeafCodec;
import org.folkmoot.audit.leaf.RegistryLeaf;
import org.folkmoot.audit.log.TransparencyLog;
import org.folkmoot.audit.proof.FailureKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitorCommandTest {
    @TempDir
    private Path folder;

    private RealRun run;
    private Path state;

    @BeforeEach
    void runTheFederation() throws IOException {
        run = RealRun.in(folder.resolve("run"), 1);
        state = folder.resolve("state");
    }

    @Test
    void seesALogGrow() throws Exception {
        assertThat(look().exitCode()).isZero();
        RealRun.in(run.folder(), 3);

        Ran again = look("--format", "json");

        assertThat(again.exitCode()).isZero();
        assertThat(again.data().integer("before")).isEqualTo(4);
        assertThat(again.err()).contains("2 new leaves");
    }

    @Test
    void refusesALogThatShowsLessThanBefore() throws Exception {
        RealRun old = run.copyTo(folder.resolve("old"));
        RealRun.in(run.folder(), 2);
        assertThat(look().exitCode()).isZero();

        Ran back = folkmoot("monitor", old.folder(), "--log-key", run.logKey(), "--state", state);

        assertThat(back.exitCode()).isEqualTo(FailureKind.ROLLED_BACK_OR_FORKED.exitCode());
        assertThat(back.out()).contains("size 4 (seen before: 5)");
        assertThat(state).isDirectoryNotContaining("glob:**fork-*");
        assertThat(look().exitCode()).isZero();
    }

    @Test
    void keepsTheProofOfALogThatWasForked() throws Exception {
        RealRun other = run.copyTo(folder.resolve("other"));
        RealRun.in(run.folder(), 3);
        assertThat(look().exitCode()).isZero();
        appendTo(other, 3);

        Ran forked = folkmoot("monitor", other.folder(), "--log-key", run.logKey(), "--state", state);

        assertThat(forked.exitCode()).isEqualTo(FailureKind.ROLLED_BACK_OR_FORKED.exitCode());
        assertThat(evidence("fork-7-")).contains("\n7\n").contains("\n6\n");
    }

    @Test
    void findsALogThatIsNotWhatItSigns() throws Exception {
        RealRun.tamper(run.leaves());

        assertThat(look().exitCode()).isEqualTo(FailureKind.LOG_TAMPERED.exitCode());
        assertThat(folkmoot("monitor", run.folder(), "--log-key", "x", "--state", state)
                        .exitCode())
                .isNotZero();
    }

    @Test
    void tellsThatItStandsStill() throws Exception {
        assertThat(look().exitCode()).isZero();
        Files.writeString(state.resolve("since.txt"), "2020-01-01T00:00:00Z\n");

        assertThat(look("--max-age", "PT24H").exitCode()).isEqualTo(FailureKind.STALE.exitCode());
        assertThat(look().exitCode()).isZero();
        assertThat(look("--max-age", "soon").exitCode()).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void tellsOfOnesOwnKeyOnce() throws Exception {
        String key = aMember().hex();

        assertThat(look("--my-key", key).exitCode()).isEqualTo(FailureKind.KEY_USED.exitCode());
        assertThat(look("--my-key", key).exitCode()).isZero();
    }

    @Test
    void copiesALogFromAWebServerAndOnlyWhatIsNew() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> serve(exchange, run.log()));
        server.start();
        try {
            String address = "http://127.0.0.1:" + server.getAddress().getPort();
            Path copy = folder.resolve("copy");

            assertThat(folkmoot("log", "export", address, copy, "--log-key", run.logKey())
                            .exitCode())
                    .isZero();
            RealRun.in(run.folder(), 2);
            assertThat(folkmoot("log", "export", address, copy, "--log-key", run.logKey())
                            .exitCode())
                    .isZero();

            assertThat(folkmoot("verify", copy, "--log-key", run.logKey()).exitCode())
                    .isZero();
            assertThat(files(copy)).isEqualTo(files(run.log()));
        } finally {
            server.stop(0);
        }
    }

    private Ran look(Object... more) {
        Object[] words = Stream.concat(
                        Stream.of("monitor", run.folder(), "--log-key", run.logKey(), "--state", state),
                        Stream.of(more))
                .toArray();
        return folkmoot(words);
    }

    private static void serve(HttpExchange exchange, Path root) throws IOException {
        Path file = root.resolve(exchange.getRequestURI().getPath().substring(1));
        byte[] content = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
        exchange.sendResponseHeaders(Files.isRegularFile(file) ? 200 : 404, content.length == 0 ? -1 : content.length);
        exchange.getResponseBody().write(content);
        exchange.close();
    }

    private String evidence(String name) throws IOException {
        try (Stream<Path> files = Files.list(state)) {
            Path found = files.filter(file -> String.valueOf(file.getFileName()).startsWith(name))
                    .findFirst()
                    .orElseThrow();
            return Files.readString(found);
        }
    }

    private static long files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    private static void appendTo(RealRun run, int leaves) throws IOException {
        try (TransparencyLog log = TransparencyLog.open(run.folder().resolve("ledger"))) {
            for (int i = 0; i < leaves; i++) {
                log.append(Bytes.utf8("another history " + i));
            }
            log.checkpoint();
        }
    }

    private Bytes aMember() throws Exception {
        try (TransparencyLog log = TransparencyLog.open(run.folder().resolve("ledger"))) {
            RegistryLeaf registry = (RegistryLeaf) LeafCodec.parseUnverified(log.leaf(1));
            return registry.members().get(0).publicKey();
        }
    }
}
