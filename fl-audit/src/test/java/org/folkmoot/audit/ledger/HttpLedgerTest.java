package org.folkmoot.audit.ledger;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.folkmoot.api.audit.LedgerAdapter;
import org.junit.jupiter.api.AfterEach;

final class HttpLedgerTest implements SignedLedgerContract {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Map<Path, LedgerServer> servers = new HashMap<>();

    @Override
    public LedgerAdapter open(Path folder) throws Exception {
        if (!servers.containsKey(folder)) {
            servers.put(folder, LedgerServer.start(folder, List.of(LOG_KEY), 0));
        }
        return HttpLedger.at(requireNonNull(servers.get(folder)).address(), LOG_KEY, TIMEOUT);
    }

    /** The server is shut down and comes back at the same address. */
    @Override
    public AutoCloseable outage(Path folder) throws Exception {
        LedgerServer server = requireNonNull(servers.get(folder));
        URI address = server.address();
        server.close();
        return () -> servers.put(
                folder,
                LedgerServer.start(
                        folder,
                        List.of(LOG_KEY),
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort())));
    }

    @AfterEach
    void stop() throws Exception {
        for (LedgerServer server : servers.values()) {
            server.close();
        }
    }
}
