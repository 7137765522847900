package org.folkmoot.audit.ledger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.folkmoot.api.audit.LedgerException;
import org.folkmoot.audit.http.HttpAnswer;
import org.folkmoot.audit.note.SignedNote;
import org.folkmoot.audit.note.VerifierKey;

/**
 * Keeps the checkpoints of other people's logs in a folder of its own and answers for them over HTTP: the other side of
 * {@link HttpLedger}.
 *
 * <pre>
 * POST /checkpoints                 takes a checkpoint (form of C2SP tlog-witness add-checkpoint); 200 and the newest,
 *                                   409 and the newest where the sender believed it to be another, 400, 403, 404, 422
 * GET  /checkpoints/LOG             the newest, or 204; LOG is the SHA-256 of the origin, in hex
 * GET  /checkpoints/LOG/SIZE        the one of this size that was taken, or 404
 * </pre>
 *
 * <p>Guarantees: those of {@link FolderLedger}, one for each log; requests of bounded length. It does not encrypt and does
 * not ask who sends, because only the log can make what it takes: whoever puts it on a network puts a reverse proxy
 * before it.
 */
public final class LedgerServer implements Closeable {
    private static final int MAX_BODY_BYTES = SignedNote.MAX_BYTES + 4096;
    private static final int THREADS = 4;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Map<String, FolderLedger> ledgers;
    private final LedgerAnswers answers;

    private LedgerServer(HttpServer server, Map<String, FolderLedger> ledgers) {
        this.server = server;
        this.ledgers = ledgers;
        this.answers = new LedgerAnswers(ledgers);
    }

    /**
     * {@return a server on the loopback interface}
     *
     * @param port 0 for any that is free
     */
    public static LedgerServer start(Path folder, List<VerifierKey> logs, int port) throws IOException {
        return start(folder, logs, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** {@return a server at this address, for the logs with these keys, one per origin} */
    public static LedgerServer start(Path folder, List<VerifierKey> logs, InetSocketAddress address)
            throws IOException {
        long origins = logs.stream().map(VerifierKey::name).distinct().count();
        if (origins != logs.size()) {
            throw new IllegalArgumentException(
                    "logs: " + logs.size() + " keys of " + origins + " logs (expected: one key per log)");
        }
        Map<String, FolderLedger> ledgers = new HashMap<>();
        boolean started = false;
        try {
            for (VerifierKey log : logs) {
                String id = LedgerPaths.id(log.name());
                ledgers.put(id, FolderLedger.open(folder.resolve(id), log));
            }
            LedgerServer ledgerServer = new LedgerServer(HttpServer.create(address, 0), ledgers);
            ledgerServer.listen();
            started = true;
            return ledgerServer;
        } finally {
            if (!started) {
                closeAll(new ArrayList<>(ledgers.values()));
            }
        }
    }

    private void listen() {
        server.createContext(LedgerPaths.CHECKPOINTS, this::handle);
        server.setExecutor(threads);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpAnswer answer = answer(exchange);
            byte[] body = answer.body().toByteArray();
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private HttpAnswer answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        return switch (exchange.getRequestMethod()) {
            case "GET" -> answers.get(path);
            case "POST" -> {
                byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
                yield body.length > MAX_BODY_BYTES ? LedgerAnswers.TOO_LONG : answers.post(path, body);
            }
            default -> LedgerAnswers.NO_METHOD;
        };
    }

    /** {@return where a client on this machine finds it} */
    public URI address() {
        return URI.create("http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":"
                + server.getAddress().getPort());
    }

    /** Stops at once. */
    @Override
    public void close() throws IOException {
        server.stop(0);
        threads.shutdown();
        closeAll(List.copyOf(ledgers.values()));
    }

    private static void closeAll(List<FolderLedger> all) throws LedgerException {
        for (FolderLedger ledger : all) {
            ledger.close();
        }
    }
}
