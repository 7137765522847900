package org.folkmoot.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.folkmoot.cli.Ran.folkmoot;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.ledger.HttpLedger;
import org.folkmoot.audit.log.TransparencyLog;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.audit.witness.HttpWitness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that serve until they are stopped, used as their clients use them. */
class ServerCommandsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private Path run;
    private VerifierKey logKey;

    @BeforeEach
    void openTheLog() throws IOException {
        run = folder.resolve("run");
        try (TransparencyLog log = TransparencyLog.open(run.resolve("ledger"))) {
            logKey = log.logKey();
        }
    }

    @Test
    void isAWitnessUntilItIsStopped() throws Exception {
        VerifierKey witness;
        try (Served served = serve("witness", "--name", "example.org/w")) {
            witness = VerifierKey.parse(served.line().substring("key ".length()));
            RealRun.witnessed(run, 2, HttpWitness.at(served.address(), witness, PATIENCE));
            served.stop();
        }

        assertThat(witness.name()).isEqualTo("example.org/w");
        assertThat(folkmoot("verify", run, "--log-key", logKey, "--witness-key", witness)
                        .exitCode())
                .isZero();
        try (Served again = serve("witness", "--name", "example.org/w")) {
            assertThat(again.line()).isEqualTo("key " + witness.encode());
        }
    }

    @Test
    void keepsCheckpointsUntilItIsStopped() throws Exception {
        RealRun.in(run, 1);
        SignedCheckpoint newest;
        try (Served served = serve("serve-ledger");
                TransparencyLog log = TransparencyLog.open(run.resolve("ledger"));
                HttpLedger ledger = HttpLedger.at(served.address(), logKey, PATIENCE)) {
            newest = log.checkpoint();
            ledger.publish(newest, log);
            served.stop();
        }

        try (Served again = serve("serve-ledger");
                HttpLedger ledger = HttpLedger.at(again.address(), logKey, PATIENCE)) {
            assertThat(ledger.latest().orElseThrow().root()).isEqualTo(newest.root());
        }
    }

    @Test
    void saysWhatIsWrongWithItsOptions() throws IOException {
        Path state = folder.resolve("state");
        Path file = Files.writeString(folder.resolve("file"), "");

        Ran port = folkmoot("witness", "--log-key", logKey, "--state", state, "--port", 65_536);
        Ran twice = folkmoot("serve-ledger", "--log-key", logKey, "--log-key", logKey, "--state", state);
        Ran noFolder = folkmoot("witness", "--log-key", logKey, "--state", file);

        assertThat(port.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(port.err()).contains("--port: 65536 (expected: in [0, 65535])");
        assertThat(twice.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(twice.err()).contains("expected: one key per log");
        assertThat(noFolder.exitCode()).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void letsOneServerAtATimeUseAFolder() throws Exception {
        try (Served first = serve("witness")) {
            assertThat(first.line()).startsWith("key ");

            Ran second = folkmoot("witness", "--log-key", logKey, "--state", folder.resolve("witness"));

            assertThat(second.exitCode()).isEqualTo(ExitCodes.USAGE);
            assertThat(second.err()).contains(folder.resolve("witness").toString());
        }
    }

    private Served serve(String command, String... more) throws IOException {
        String[] args = new String[5 + more.length];
        args[0] = command;
        args[1] = "--log-key";
        args[2] = logKey.encode();
        args[3] = "--state";
        args[4] = folder.resolve(command).toString();
        System.arraycopy(more, 0, args, 5, more.length);
        return new Served(args);
    }

    /** A command that runs in a thread of its own. */
    private static final class Served implements AutoCloseable {
        private final BufferedReader lines;
        private final FutureTask<Integer> running;
        private final Thread thread;

        Served(String[] args) throws IOException {
            PipedReader out = new PipedReader();
            PrintWriter to = new PrintWriter(new PipedWriter(out), true);
            lines = new BufferedReader(out);
            running = new FutureTask<>(() -> FolkmootCommand.create()
                    .setOut(to)
                    .setErr(new PrintWriter(new StringWriter()))
                    .execute(args));
            thread = new Thread(running, "served");
            thread.start();
        }

        String line() throws IOException {
            return lines.readLine();
        }

        /** {@return where it listens, as it says} */
        URI address() throws IOException {
            String line = line();
            while (!line.startsWith("listening at port ")) {
                line = line();
            }
            return URI.create("http://127.0.0.1:" + line.split(" ", -1)[3]);
        }

        void stop() throws Exception {
            thread.interrupt();
            assertThat(running.get()).isZero();
        }

        @Override
        public void close() {
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
