package org.folkmoot.api.transport;

import java.util.List;

/**
 * What a client checks once before it takes part in anything: the charter, that it is registered under its own key,
 * and which programs are authorised.
 *
 * @param logKey the log's verifier key, in vkey form
 * @param log the log
 * @param leaves charter, registry and authorisation leaves, in log order
 */
public record Welcome(String logKey, LogView log, List<ProvenLeaf> leaves) implements ServerMessage {
    /** Copies the leaves. */
    public Welcome {
        leaves = List.copyOf(leaves);
    }
}
