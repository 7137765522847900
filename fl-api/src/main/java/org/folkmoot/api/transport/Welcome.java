package org.folkmoot.api.transport;

/**
 * What a client checks once before it takes part in anything: the charter, and that it is registered under its own key.
 *
 * @param logKey the log's verifier key, in vkey form
 * @param log the log
 * @param charter the first leaf
 * @param registration the registry leaf that lists the client
 */
public record Welcome(String logKey, LogView log, ProvenLeaf charter, ProvenLeaf registration)
        implements ServerMessage {}
