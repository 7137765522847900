package org.folkmoot.api.transport;

import java.util.List;

/**
 * What a client checks once before it takes part in anything: the charter, and that it is registered under its own key.
 *
 * @param logKey the log's verifier key, in vkey form
 * @param log the log
 * @param charter the first leaf
 * @param registration the registry leaf that lists the client
 * @param notices the leaves with what the client has said for itself so far, in order
 */
public record Welcome(String logKey, LogView log, ProvenLeaf charter, ProvenLeaf registration, List<ProvenLeaf> notices)
        implements ServerMessage {
    /** Copies the notices. */
    public Welcome {
        notices = List.copyOf(notices);
    }

    /** A welcome to a client that has said nothing for itself. */
    public Welcome(String logKey, LogView log, ProvenLeaf charter, ProvenLeaf registration) {
        this(logKey, log, charter, registration, List.of());
    }
}
