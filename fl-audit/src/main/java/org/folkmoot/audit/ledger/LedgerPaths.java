package org.folkmoot.audit.ledger;

import java.net.URI;
import org.folkmoot.api.Bytes;

/** Where a {@link LedgerServer} answers for what; a log goes by the SHA-256 of its origin in hex. */
final class LedgerPaths {
    static final String CHECKPOINTS = "/checkpoints";

    private LedgerPaths() {}

    static String newest(String origin) {
        return CHECKPOINTS + "/" + id(origin);
    }

    static String ofSize(String origin, long size) {
        return newest(origin) + "/" + size;
    }

    static String id(String origin) {
        return Bytes.utf8(origin).sha256().hex();
    }

    static URI under(URI base, String path) {
        return URI.create(base.toString().replaceAll("/+$", "") + path);
    }
}
