package org.folkmoot.engine.client;

import java.util.Optional;

/**
 * The coordinator broke the protocol once; this client contributes nothing more, also after a restart, until its owner
 * steps in.
 *
 * @param before what it knew until then
 * @param violation what was found
 */
record Estranged(ClientMemory.Remembered before, String violation) implements ClientPhase {
    @Override
    public ClientMemory.Remembered toRemember() {
        return new ClientMemory.Remembered(before.acquaintance(), violation);
    }

    @Override
    public Optional<LogHistory> history() {
        return Optional.empty();
    }
}
