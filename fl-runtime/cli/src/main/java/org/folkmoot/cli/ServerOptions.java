package org.folkmoot.cli;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.audit.proof.InvalidProofException;
import picocli.CommandLine.Option;

/** Where a server listens, for which logs, and where it keeps what it must not forget. */
final class ServerOptions {
    @Option(
            names = "--log-key",
            required = true,
            paramLabel = "FILE|KEY",
            description =
                    "Verifier key of a log to serve, or a file with it. May be given several times, once per log.")
    private List<String> logKeys = new ArrayList<>();

    @Option(
            names = "--state",
            required = true,
            paramLabel = "FOLDER",
            description = "Folder for what is kept; made the first time. One server at a time uses it.")
    private Path state = Path.of("");

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "Address to listen at. Default: ${DEFAULT-VALUE}, this machine only. The server neither"
                    + " encrypts nor asks who sends: put a reverse proxy before it.")
    private String host = "127.0.0.1";

    @Option(names = "--port", paramLabel = "PORT", description = "Port to listen at; 0, the default, for any free one.")
    private int port;

    List<VerifierKey> logs() throws InvalidProofException {
        List<VerifierKey> logs = new ArrayList<>();
        for (String key : logKeys) {
            logs.add(TrustFiles.logKey(key));
        }
        return logs;
    }

    Path state() {
        return state;
    }

    /** {@return where to listen} */
    InetSocketAddress address() {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("--port: " + port + " (expected: in [0, 65535])");
        }
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("--host: " + host + " (expected: a name or address of this machine)");
        }
        return address;
    }
}
