package org.folkmoot.audit.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.key.KeyFiles;
import org.folkmoot.audit.note.SignedNote;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.core.storage.FolderLock;

/**
 * A witness that listens for checkpoints over HTTP: cosigns what extends the last one that it cosigned, refuses the rest.
 *
 * <p>Guarantees: what it cosigned of one log lies on one history, also over restarts and power cuts, because it keeps the
 * checkpoint durably before it answers; one process at a time uses a state folder. It does not look into leaves, does
 * not encrypt, and does not ask who sends: whoever puts it on a network puts a reverse proxy before it.
 *
 * <p>Source: C2SP tlog-witness ({@code add-checkpoint}), tlog-cosignature (Ed25519).
 */
public final class WitnessServer implements Closeable {
    private static final int MAX_BODY_BYTES = SignedNote.MAX_BYTES + 4096;
    private static final int THREADS = 4;

    private final HttpServer server;
    private final ExecutorService threads;
    private final FolderLock lock;
    private final Cosigner cosigner;
    private final VerifierKey key;

    private WitnessServer(HttpServer server, FolderLock lock, Cosigner cosigner, VerifierKey key) {
        this.server = server;
        this.threads = Executors.newFixedThreadPool(THREADS);
        this.lock = lock;
        this.cosigner = cosigner;
        this.key = key;
    }

    /**
     * {@return a witness that listens on the loopback interface}
     *
     * @param port 0 for any that is free
     */
    public static WitnessServer start(WitnessSetup setup, int port, Clock clock) throws IOException {
        return start(setup, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), clock);
    }

    /** {@return a witness that listens on this address} */
    public static WitnessServer start(WitnessSetup setup, InetSocketAddress address, Clock clock) throws IOException {
        VerifierKey key = VerifierKey.cosigner(setup.name(), setup.key().publicKey());
        Files.createDirectories(setup.state());
        FolderLock lock = FolderLock.acquire(setup.state());
        boolean started = false;
        try {
            Cosigner cosigner = Cosigner.load(setup, clock);
            WitnessServer witness = new WitnessServer(HttpServer.create(address, 0), lock, cosigner, key);
            witness.listen();
            started = true;
            return witness;
        } finally {
            if (!started) {
                lock.close();
            }
        }
    }

    private void listen() {
        server.createContext(AddCheckpoint.PATH, this::handle);
        server.setExecutor(threads);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            WitnessReply reply = reply(exchange);
            byte[] body = reply.bytes();
            exchange.getResponseHeaders().set("Content-Type", reply.contentType());
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private WitnessReply reply(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            return WitnessReply.of(WitnessReply.NO_POST, "POST only");
        }
        if (!exchange.getRequestURI().getPath().equals(AddCheckpoint.PATH)) {
            return WitnessReply.of(WitnessReply.UNKNOWN_LOG, "no such path");
        }
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        return body.length > MAX_BODY_BYTES
                ? WitnessReply.of(WitnessReply.TOO_LONG, "body too long")
                : cosigner.answer(body);
    }

    /** {@return the key under which its cosignatures are checked} */
    public VerifierKey verifierKey() {
        return key;
    }

    /** {@return the port it listens on} */
    public int port() {
        return server.getAddress().getPort();
    }

    /** {@return where a client on this machine finds it} */
    public URI address() {
        return URI.create("http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + port());
    }

    /** Stops at once. */
    @Override
    public void close() throws IOException {
        server.stop(0);
        threads.shutdown();
        lock.close();
    }

    /**
     * Runs a witness as a process until it is killed; prints its verifier key and port, with a space between, as one
     * line.
     *
     * @param args {@code --port N --state FOLDER --key FILE --log-vkey KEY ...}, and {@code --name NAME} if wanted; all
     *     but the key of the log may be repeated with the last one counting
     */
    public static void main(String[] args) throws IOException {
        Optional<Options> options = Options.parse(args);
        if (options.isEmpty()) {
            System.err.println(
                    "usage: --port N --state FOLDER --key FILE --log-vkey KEY [--log-vkey KEY] [--name NAME]");
            System.exit(2);
        }
        WitnessServer witness = options.orElseThrow().start();
        System.out.println(witness.verifierKey().encode() + " " + witness.port());
        System.out.flush();
    }

    /** What the command line says. */
    private static final class Options {
        private int port;
        private Optional<Path> state = Optional.empty();
        private Optional<Path> key = Optional.empty();
        private Optional<String> name = Optional.empty();
        private final List<VerifierKey> logs = new ArrayList<>();

        static Optional<Options> parse(String[] args) {
            Options options = new Options();
            try {
                for (int i = 0; i < args.length; i += 2) {
                    if (i + 1 == args.length || !options.take(args[i], args[i + 1])) {
                        return Optional.empty();
                    }
                }
            } catch (IllegalArgumentException e) {
                System.err.println(e.getMessage());
                return Optional.empty();
            }
            boolean complete = options.state.isPresent() && options.key.isPresent() && !options.logs.isEmpty();
            return complete ? Optional.of(options) : Optional.empty();
        }

        private boolean take(String option, String value) {
            switch (option) {
                case "--port" -> port = Integer.parseInt(value);
                case "--state" -> state = Optional.of(Path.of(value));
                case "--key" -> key = Optional.of(Path.of(value));
                case "--name" -> name = Optional.of(value);
                case "--log-vkey" -> logs.add(VerifierKey.parse(value));
                default -> {
                    return false;
                }
            }
            return true;
        }

        WitnessServer start() throws IOException {
            Ed25519Key secret = KeyFiles.ed25519(key.orElseThrow(), new SecureRandom());
            String id = secret.publicKey().sha256().hex().substring(0, 8);
            WitnessSetup setup =
                    new WitnessSetup(name.orElse("folkmoot.local/witness-" + id), secret, logs, state.orElseThrow());
            return WitnessServer.start(setup, port, Clock.systemUTC());
        }
    }
}
