package org.folkmoot.audit.witness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.folkmoot.api.audit.Witness;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.testkit.WitnessContract;

/** A witness in a process of its own, asked over HTTP; closing kills it. */
final class WitnessProcess implements WitnessContract.Running {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final VerifierKey key;
    private final URI address;

    private WitnessProcess(Process process, String line) {
        String[] keyAndPort = line.split(" ", 2);
        this.process = process;
        this.key = VerifierKey.parse(keyAndPort[0]);
        this.address = URI.create("http://127.0.0.1:" + Integer.parseInt(keyAndPort[1]));
    }

    static WitnessProcess start(Path folder, VerifierKey logKey) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WitnessServer.class.getName(),
                        "--port",
                        "0",
                        "--state",
                        folder.resolve("witness").toString(),
                        "--key",
                        folder.resolve("witness.key").toString(),
                        "--log-vkey",
                        logKey.encode())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        if (line == null) {
            process.destroyForcibly();
            throw new IOException("witness process: no output (expected: its key and port)");
        }
        return new WitnessProcess(process, line);
    }

    VerifierKey key() {
        return key;
    }

    @Override
    public Witness witness() {
        return client();
    }

    HttpWitness client() {
        return HttpWitness.at(address, key, PATIENCE);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }
}
