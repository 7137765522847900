package org.folkmoot.secure.client;

import org.folkmoot.secure.crypto.Secret;
import org.folkmoot.secure.message.RosterEntry;

/**
 * A neighbour.
 *
 * @param index its place in the roster
 * @param entry its keys
 * @param outgoing seals what is dealt to it
 * @param incoming opens what it dealt
 */
record Peer(int index, RosterEntry entry, Secret outgoing, Secret incoming) implements AutoCloseable {
    @Override
    public void close() {
        outgoing.close();
        incoming.close();
    }
}
