package org.folkmoot.audit.evm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonString;

/** A real node with a chain of its own, on a free port of this machine. */
final class AnvilNode implements AutoCloseable {
    static final long CHAIN_ID = 31_337;

    private static final Pattern LISTENING = Pattern.compile("Listening on 127\\.0\\.0\\.1:([0-9]+)");

    private final Process process;
    private final URI address;

    private AnvilNode(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** {@return a node that answers}; skips the test where it is not installed. */
    static AnvilNode start(String... options) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Npm.anvil().toString(), "--host", "127.0.0.1", "--port", "0", "--accounts", "0"));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder seen = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher matcher = LISTENING.matcher(line);
            if (matcher.find()) {
                drain(output);
                return new AnvilNode(process, URI.create("http://127.0.0.1:" + matcher.group(1)));
            }
            seen.append(line).append('\n');
        }
        throw new IOException("anvil: ended with " + seen);
    }

    private static void drain(BufferedReader output) {
        Thread reader = new Thread(
                () -> {
                    try {
                        output.transferTo(Writer.nullWriter());
                    } catch (IOException e) {
                        return; // the node was stopped
                    }
                },
                "anvil-output");
        reader.setDaemon(true);
        reader.start();
    }

    EvmChain chain() {
        return EvmChain.of(address, CHAIN_ID).within(Duration.ofSeconds(2), Duration.ofSeconds(20));
    }

    /** {@return what the node answers to a question of its own kind} */
    Json ask(String method, Json... params) throws IOException {
        return new JsonRpc(address, Duration.ofSeconds(10)).ask(method, params);
    }

    /** {@return a key whose account has 1000 ether} */
    EvmKey richKey(int number) throws IOException {
        byte[] secret = new byte[EvmKey.SECRET_BYTES];
        secret[0] = 1;
        secret[EvmKey.SECRET_BYTES - 1] = (byte) number;
        EvmKey key = EvmKey.of(secret);
        ask(
                "anvil_setBalance",
                new JsonString(Hex.data(key.address().bytes())),
                new JsonString("0x3635c9adc5dea00000"));
        return key;
    }

    /** Stops the process where it stands: it takes connections and answers nothing. */
    void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    /** Lets it go on. */
    void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
